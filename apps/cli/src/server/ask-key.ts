/** The API key as people give it: in a file, through a pipe, or typed without being shown. */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { InterruptedError, UsageError } from '../failure.js';

/** @throws UsageError when there is none; InterruptedError on Ctrl-C */
export async function askKey(server: string, keyFile: string | undefined): Promise<string> {
  const key = (keyFile === undefined ? await fromInput(server) : await fromFile(keyFile)).trim();
  if (/^pal_[\x21-\x7e]+$/.test(key)) return key;
  throw new UsageError(`That is no API key; one starts with pal_. Ask an administrator of ${server} for yours`);
}

async function fromFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read (${error.code ?? 'unknown'}); give a file that holds the key`);
  });
}

async function fromInput(server: string): Promise<string> {
  const terminal = process.stdin.isTTY;
  if (terminal) process.stderr.write(`API key for ${server} (not shown): `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const input = createInterface({ input: process.stdin, output: nowhere, terminal });
  try {
    return await new Promise<string>((resolve, reject) => {
      input.once('line', resolve);
      input.once('SIGINT', () => reject(new InterruptedError('nothing was stored')));
      input.once('close', () => resolve(''));
    });
  } finally {
    input.close();
    if (terminal) process.stderr.write('\n');
  }
}
