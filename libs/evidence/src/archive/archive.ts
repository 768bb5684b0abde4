/**
 * A bundle as one file: a tar archive (POSIX ustar), uncompressed, in the one form that the same files have, whoever
 * writes it and whenever. Only that form is read: no two programs can unpack it to different files, nothing in it lies
 * outside the bundle, is a link or swells.
 */
import {
  createTarPacker,
  unpackTar,
  type ParsedTarEntryWithData,
  type TarHeader,
  type TarPackController,
} from 'modern-tar';
import { listedFile, type Files } from '../bundle/manifest.js';
import { bundleLimits } from '../verify/read.js';

/** It is no archive of evidence: what is wrong, and what to do. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

const blockBytes = 512;
const endBytes = 2 * blockBytes;

/** How long the archive of these files is. */
export function archiveBytes(files: Files): number {
  const sizes = [...files.values()].map(({ length }) => blockBytes + Math.ceil(length / blockBytes) * blockBytes);
  return sizes.reduce((sum, size) => sum + size, endBytes);
}

/** Its bytes, in pieces, as whoever reads them takes them. */
export async function* archiveOf(files: Files): AsyncGenerator<Uint8Array, void> {
  const { readable, controller } = createTarPacker();
  const packed = pack(files, controller).catch((error: unknown) => controller.error(error));
  const reader = readable.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
  } finally {
    await reader.cancel();
    await packed;
  }
}

async function pack(files: Files, controller: TarPackController): Promise<void> {
  for (const path of [...files.keys()].sort()) {
    const content = files.get(path) as Uint8Array;
    const writer = controller.add(headerOf(path, content)).getWriter();
    if (content.length > 0) await writer.write(content);
    await writer.close();
  }
  controller.finalize();
}

/** Nobody's, and of no time: the second 0 of Unix. */
const headerOf = (name: string, { length }: Uint8Array): TarHeader => ({
  ...{ name, size: length, type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: new Date(0) },
});

/** @throws ArchiveError for anything that `archiveOf` would not have written */
export async function filesIn(archive: Uint8Array): Promise<Files> {
  const entries = await unpackTar(archive, { strict: true }).catch((cause: unknown) => {
    throw new ArchiveError('it is no tar archive, or was cut short; download it again', { cause });
  });
  if (entries.length > bundleLimits.files) throw new ArchiveError(`it holds more than ${bundleLimits.files} files`);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const path = pathOf(entry);
    if (files.has(path)) throw new ArchiveError(`it holds ${path} twice`);
    files.set(path, entry.data ?? new Uint8Array());
  }
  await refuseOtherForms(archive, files);
  return files;
}

function pathOf({ header: { name, type } }: ParsedTarEntryWithData): string {
  const shown = JSON.stringify(name.slice(0, 200));
  if (!listedFile.shape.path.safeParse(name).success) throw new ArchiveError(`${shown} lies outside the bundle`);
  if (type !== 'file') throw new ArchiveError(`${shown} is no plain file; evidence holds nothing else`);
  return name;
}

async function refuseOtherForms(archive: Uint8Array, files: Files): Promise<void> {
  let at = 0;
  let isSame = archive.length === archiveBytes(files);
  if (isSame)
    for await (const piece of archiveOf(files)) {
      if (!piece.every((byte, index) => byte === archive[at + index])) {
        isSame = false;
        break;
      }
      at += piece.length;
    }
  if (!isSame)
    throw new ArchiveError(
      'it is not in the one form that evidence has, so other programs might unpack other files; unpack it and check the folder',
    );
}
