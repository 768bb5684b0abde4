/** A YAML file that somebody wrote: small, and told by name what is wrong with it. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { UsageError } from '../failure.js';

const largest = 1024 * 1024;

/**
 * @param kind what it should be, with its article: "a plan"
 * @param help the command that says how one looks
 * @throws UsageError for a file that cannot be read, is too large, or is not YAML
 */
export async function readSmallYaml(path: string, kind: string, help: string): Promise<unknown> {
  const unreadable = new UsageError(`${path} cannot be read; give the path of ${kind} (see ${help})`);
  const file = await open(path).catch(() => {
    throw unreadable;
  });
  try {
    const status = await file.stat();
    if (!status.isFile()) throw unreadable;
    const { size } = status;
    if (size > largest) throw new UsageError(`${path} has ${size} bytes; ${kind} has at most ${largest}`);
    return parseYaml(await file.readFile('utf8'), basename(path));
  } finally {
    await file.close();
  }
}

function parseYaml(text: string, name: string): unknown {
  try {
    return parse(text, { prettyErrors: true });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw new UsageError(`${name} is not YAML: ${String(error)}`);
    throw new UsageError(`${name} is not YAML: ${error.message.split('\n', 1)[0]?.replace(/:$/, '')}`);
  }
}
