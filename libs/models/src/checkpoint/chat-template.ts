/** Where a checkpoint keeps its chat template: with the tokenizer's settings or, since transformers 4.45, in a file. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError } from '../model-error.js';

const largestTemplate = 1024 * 1024;

/**
 * The tokenizer's settings with the template in them: their own first, then `chat_template.jinja`, then the
 * `chat_template` of `chat_template.json`. Of several named templates the one called `default` counts.
 */
export async function withChatTemplate(folder: string, configuration: object): Promise<object> {
  const own = templateOf(configuration);
  const template = own ?? (await readTemplate(folder)) ?? (await readTemplateJson(folder));
  return template === null ? configuration : { ...configuration, chat_template: template };
}

function templateOf({ chat_template: given }: { readonly chat_template?: unknown }): string | null {
  if (typeof given === 'string') return given;
  if (!Array.isArray(given)) return null;
  const named = (given as readonly { readonly name?: unknown; readonly template?: unknown }[]).find(
    (entry) => entry.name === 'default',
  );
  return typeof named?.template === 'string' ? named.template : null;
}

const readTemplate = (folder: string): Promise<string | null> => readText(folder, 'chat_template.jinja');

async function readTemplateJson(folder: string): Promise<string | null> {
  const name = 'chat_template.json';
  const text = await readText(folder, name);
  if (text === null) return null;
  try {
    return templateOf(Object(JSON.parse(text)) as object);
  } catch (cause) {
    throw new ModelError(`${name} is not JSON; export the checkpoint again`, join(folder, name), { cause });
  }
}

async function readText(folder: string, name: string): Promise<string | null> {
  const path = join(folder, name);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return null;
  if (found.size > largestTemplate) {
    throw new ModelError(`${name} has ${found.size} bytes; at most ${largestTemplate} are read`, path);
  }
  return readFile(path, 'utf8');
}
