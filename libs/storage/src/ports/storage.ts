/**
 * Where large bytes live: checkpoints, data sets, artifacts. A blob is named after its SHA-256 and never changes; an
 * upload becomes one when its digest is verified. Nothing is ever held in memory whole. `describeStorage` (testing)
 * is what every implementation passes.
 */
import type { Readable } from 'node:stream';

export interface Blob {
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

/** As in RFC 9110 section 14: both ends included, an end past the last byte means the last byte. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

export interface PutOptions {
  /** Bytes; a longer stream is refused with LimitExceededError as soon as it is longer. */
  readonly limit: number;
  /** What the sender says it sends. A known digest spares an object store one transfer of a large blob. */
  readonly expected?: { readonly sha256?: string; readonly bytes?: number };
}

export interface BlobStore {
  /**
   * Reads the stream to its end, hashing, and stores it under its digest; the same bytes twice are stored once.
   * Nothing remains of a stream that fails.
   * @throws LimitExceededError, DigestMismatchError, LengthMismatchError
   */
  put(stream: AsyncIterable<Uint8Array>, options: PutOptions): Promise<Blob>;
  stat(sha256: string): Promise<{ readonly bytes: number } | null>;
  /**
   * The bytes as they are stored; whoever must not trust the disk hashes them.
   * @throws BlobNotFoundError, RangeNotSatisfiableError
   */
  read(sha256: string, range?: ByteRange): Promise<Readable>;
  /** A blob that is not there is removed already. Whoever removes makes sure that nobody is putting the same one. */
  remove(sha256: string): Promise<void>;
  list(): AsyncIterable<Blob>;
}

/** Resumable uploads by offset, as in tus 1.0. An id is a secret: whoever has it may write. */
export interface UploadStore {
  /** @returns an id that nobody can guess. */
  create(options: { readonly bytes: number }): Promise<string>;
  /** How far the upload is; null for one that was never created, was aborted or has expired. */
  offset(id: string): Promise<{ readonly offset: number; readonly bytes: number } | null>;
  /**
   * Appends at exactly this offset. What arrived before a stream broke stays. Of two appends at one offset, in
   * whatever processes, one wins.
   * @throws OffsetConflictError with the right offset, UploadNotFoundError, LimitExceededError past `bytes`
   */
  append(id: string, offset: number, stream: AsyncIterable<Uint8Array>): Promise<{ readonly offset: number }>;
  /**
   * Verifies length and digest and stores the blob. Finishing again gives the same answer until the upload expires.
   * @throws LengthMismatchError (the upload can go on), DigestMismatchError (the upload is gone), UploadNotFoundError
   */
  finish(id: string, expected: { readonly sha256: string }): Promise<Blob>;
  abort(id: string): Promise<void>;
  /**
   * Removes uploads that nobody has touched since, and what killed processes left behind.
   * @param before milliseconds since 1970
   * @returns how many uploads were removed
   */
  expire(before: number): Promise<number>;
}

export interface LocalBlobs {
  /**
   * A file with the blob's bytes, to be read only: onnxruntime reads external weights from disk.
   * @throws BlobNotFoundError, CacheTooSmallError
   */
  pathOf(sha256: string): Promise<string>;
}

export interface Storage {
  readonly blobs: BlobStore;
  readonly uploads: UploadStore;
  readonly local: LocalBlobs;
  /** At boot: can it be reached and written to, and does it keep what uploads rely on? @throws StorageError */
  check(): Promise<void>;
}
