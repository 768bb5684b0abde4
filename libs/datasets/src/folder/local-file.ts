/** Reading a picture that a data set points to: inside its folder or not at all. Nothing is ever fetched. */
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { maximumBytes } from '../image/codec.js';

/**
 * Bytes of `folder/uri`.
 * @param refuse makes the error of one sentence about the picture; the path itself may name a person
 */
export async function readInside(
  folder: string,
  uri: string,
  refuse: (problem: string) => Error,
  mostBytes = maximumBytes,
): Promise<Uint8Array> {
  const problem = whyNotLocal(uri);
  if (problem) throw refuse(problem);
  const root = await realpath(folder);
  const path = await realpath(resolve(root, uri)).catch(() => {
    throw refuse('points to a file that does not exist; paths start at the folder of the items');
  });
  if (!path.startsWith(root.endsWith(sep) ? root : root + sep))
    throw refuse('leads out of the folder by a symbolic link; copy the file into it');
  const file = await open(path, 'r').catch(() => {
    throw refuse('points to a file that cannot be read; check its permissions');
  });
  try {
    return await readBounded(file, mostBytes, refuse);
  } finally {
    await file.close();
  }
}

async function readBounded(
  file: FileHandle,
  mostBytes: number,
  refuse: (problem: string) => Error,
): Promise<Uint8Array> {
  const status = await file.stat();
  if (!status.isFile()) throw refuse('points to something that is no file');
  if (status.size === 0) throw refuse('has 0 bytes; give a PNG, JPEG or WebP file');
  if (status.size > mostBytes) throw refuse(`has ${status.size} bytes; at most ${mostBytes} are read`);
  return new Uint8Array(await file.readFile());
}

function whyNotLocal(uri: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(uri))
    return 'is a URL or has a drive letter; nothing is fetched, give a relative path';
  if (uri.includes('\\') || uri.includes('\0')) return 'holds a backslash or a zero; separate folders by /';
  if (uri.startsWith('/')) return 'is an absolute path; give one relative to the folder of the items';
  if (uri.split('/').includes('..')) return 'climbs out with ".."; give a path inside the folder of the items';
  return null;
}
