/**
 * The files of a data set that was sent to the server: each is sealed as it arrives, under a key of the data set's
 * own, and opened in memory only. Nothing of it ever lies on a disk in clear.
 */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { headerFile, itemsFile, type DatasetFiles } from '@palimpsest/datasets';
import {
  dataKeys,
  datasetFiles,
  datasetOwner,
  type Database,
  type DatasetKey,
  type DatasetRow,
  type SealedFile,
} from '@palimpsest/persistence';
import { seal, unseal, type EncryptionKey } from '@palimpsest/platform';
import { measured, type Storage } from '@palimpsest/storage';

/** A file is sealed as a whole, in memory: pictures are small, and a million questions fit. */
export const mostFileBytes = 64 * 1024 * 1024;

export type UploadedSource = Extract<DatasetRow['source'], { readonly kind: 'upload' }>;

export interface SealedDataset {
  /**
   * Seals and keeps a file; the same again changes nothing.
   * @throws LimitExceededError, DigestMismatchError, DataErasedError for the name of a data set that was erased
   */
  keep(sha256: string, content: AsyncIterable<Uint8Array>): Promise<SealedFile>;
  /** Reading throws DataErasedError once the data set is erased. */
  files(source: UploadedSource): DatasetFiles;
}

export interface SealedDatasetPorts {
  readonly database: Database;
  readonly storage: Storage;
  readonly master: EncryptionKey;
}

export function sealedDataset({ database, storage, master }: SealedDatasetPorts, at: DatasetKey): SealedDataset {
  const list = datasetFiles(database, at);
  const owner = datasetOwner(at.dataset);
  const key = () => dataKeys(database, at.project, master).keyOf(owner);
  const contextOf = (sha256: string) => `${owner} file ${sha256}`;
  return {
    async keep(sha256, content) {
      const bytes = await buffer(measured(content, { limit: mostFileBytes, expected: { sha256 } }).stream);
      const known = await list.find(sha256);
      if (known) return known;
      const sealed = seal(bytes, await key(), contextOf(sha256));
      const blob = await storage.blobs.put(Readable.from([sealed]), { limit: sealed.byteLength });
      const kept = await list.keep({ sha256, bytes: bytes.byteLength, sealed: blob.sha256 });
      if (kept.sealed !== blob.sha256) await storage.blobs.remove(blob.sha256); // somebody was faster
      return kept;
    },
    files: (source) => ({
      async read(path, mostBytes, refuse) {
        const sha256 = digestOf(path, source);
        const file = sha256 === null ? null : await list.find(sha256);
        if (!file) {
          await key(); // an erased data set says so, rather than that its files are missing
          throw refuse('is not among the files that were sent; send it first');
        }
        if (file.bytes > mostBytes) throw refuse(`has ${file.bytes} bytes; at most ${mostBytes} are read`);
        const sealed = await buffer(await storage.blobs.read(file.sealed));
        return new Uint8Array(unseal(sealed, await key(), contextOf(file.sha256)));
      },
      async pictures() {
        const digests = await list.digests();
        return { has: ({ sha256 }) => digests.has(sha256) };
      },
    }),
  };
}

/** Pictures are called after their digest. */
function digestOf(path: string, { header, items }: UploadedSource): string | null {
  if (path === headerFile) return header;
  if (path === itemsFile) return items;
  return /^images\/([0-9a-f]{64})\.\w+$/.exec(path)?.[1] ?? null;
}
