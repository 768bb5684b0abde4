/** Asks an OpenAI-compatible endpoint for its models: the cheapest question that shows whether it can be used. */
import { z } from 'zod';

const models = z.object({ data: z.array(z.object({ id: z.string() })) });

const patienceMs = 10_000;
const mostBytes = 1_000_000;

export interface Asked {
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
}

/** @returns why it cannot be used, in words that repeat nothing of its answer; null when it can */
export async function askForModels({ url, model, key }: Asked): Promise<string | null> {
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  let response: Response;
  let body: string | null;
  try {
    const signal = AbortSignal.timeout(patienceMs);
    response = await fetch(`${url.replace(/\/$/, '')}/models`, { headers, redirect: 'manual', signal });
    body = await textOf(response);
  } catch {
    return `it did not answer within ${patienceMs / 1000} s`;
  }
  if (response.status >= 300 && response.status < 400) return 'it answers with a redirect, which is not followed';
  if (!response.ok) return `it answers with status ${response.status}`;
  if (body === null) return `its answer is longer than ${mostBytes / 1e6} MB`;
  const parsed = models.safeParse(parseJson(body));
  if (!parsed.success) return 'its answer is no list of models';
  return parsed.data.data.some(({ id }) => id === model) ? null : `it has no model ${JSON.stringify(model)}`;
}

/** Null when it is too long; what comes after is not read. */
async function textOf({ body }: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
