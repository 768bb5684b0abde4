/** A file of this machine as something that can be sent, read piece by piece. */
import { open } from 'node:fs/promises';
import { UsageError } from '../failure.js';
import type { FileToSend } from './send-file.js';

export interface DescribedFile {
  /** Where it lies. */
  readonly file: string;
  /** In messages. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export function fileOnDisk({ file, ...described }: DescribedFile): FileToSend {
  return {
    ...described,
    async read({ start, end }) {
      const piece = new Uint8Array(end - start);
      const handle = await open(file);
      try {
        for (let filled = 0; filled < piece.length;) {
          const { bytesRead } = await handle.read(piece, filled, piece.length - filled, start + filled);
          if (bytesRead === 0)
            throw new UsageError(`${file} became shorter while it was read; leave it alone and retry`);
          filled += bytesRead;
        }
      } finally {
        await handle.close();
      }
      return piece;
    },
  };
}
