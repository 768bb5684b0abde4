import type { Candidate, ProbeContext } from '@palimpsest/audit';
import { describe, expect, it } from 'vitest';
import { paraphrase } from './paraphrase.js';
import { textOnly } from './text-only.js';

const image = { width: 1, height: 1, data: new Uint8Array(3) };
const asked = { question: 'where ?', image, attribute: 'city', choices: null, paraphrases: ['which town ?', 'home ?'] };

async function candidatesOf(probe: typeof paraphrase, params = {}): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for await (const candidate of probe.run({} as ProbeContext, probe.params.parse(params))) found.push(candidate);
  return found;
}

describe('paraphrase', () => {
  it('asks each wording in turn, about the same picture, and leaves out those that are lacking', async () => {
    const wordings = (await candidatesOf(paraphrase, { wordings: 3 })).map(({ rephrase }) => rephrase?.(asked));
    expect(wordings).toEqual([{ question: 'which town ?', image }, { question: 'home ?', image }, null]);
  });
});

describe('text-only', () => {
  it('asks the same question without the picture', async () => {
    const [candidate] = await candidatesOf(textOnly);
    expect(candidate?.rephrase?.(asked)).toEqual({ question: 'where ?', image: null });
  });
});
