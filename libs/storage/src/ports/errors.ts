/** What can go wrong with blobs and uploads; every class is a StorageError. Messages carry no upload id: ids are secrets. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
}

export class BlobNotFoundError extends StorageError {
  override readonly name = 'BlobNotFoundError';
  constructor(readonly sha256: string) {
    super(`There is no blob ${sha256.slice(0, 12)}…. Upload it, or check the digest.`);
  }
}

export class UploadNotFoundError extends StorageError {
  override readonly name = 'UploadNotFoundError';
  constructor() {
    super('There is no such upload: it was aborted, has expired or never was. Create a new one.');
  }
}

export class InvalidNameError extends StorageError {
  override readonly name = 'InvalidNameError';
  constructor(
    readonly what: 'digest' | 'prefix',
    wanted: string,
  ) {
    super(`This is no ${what}; give ${wanted}.`);
  }
}

export class RangeNotSatisfiableError extends StorageError {
  override readonly name = 'RangeNotSatisfiableError';
  constructor(
    /** How long the blob is. */
    readonly bytes: number,
    start: number,
    end: number | undefined,
  ) {
    super(`Bytes ${start} to ${end ?? 'the end'} are not in a blob of ${bytes} bytes; start below ${bytes}.`);
  }
}

export class LimitExceededError extends StorageError {
  override readonly name = 'LimitExceededError';
  constructor(readonly limit: number) {
    super(`The stream is longer than the ${limit} bytes that are allowed here. Send less, or raise the limit.`);
  }
}

export class LengthMismatchError extends StorageError {
  override readonly name = 'LengthMismatchError';
  constructor(
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${expected} bytes were announced and ${actual} arrived. Send the rest, or announce what is sent.`);
  }
}

export class DigestMismatchError extends StorageError {
  override readonly name = 'DigestMismatchError';
  constructor(
    readonly expected: string,
    readonly actual: string,
  ) {
    super(
      `The bytes have SHA-256 ${actual.slice(0, 12)}…, ${expected.slice(0, 12)}… was announced. Nothing was kept; send them again.`,
    );
  }
}

export class OffsetConflictError extends StorageError {
  override readonly name = 'OffsetConflictError';
  constructor(
    /** Where the next byte belongs. */
    readonly offset: number,
  ) {
    super(`The upload continues at byte ${offset}. Send from there.`);
  }
}

export class CacheTooSmallError extends StorageError {
  override readonly name = 'CacheTooSmallError';
  constructor(
    readonly bytes: number,
    readonly cacheBytes: number,
  ) {
    super(`A blob of ${bytes} bytes does not fit into the local cache of ${cacheBytes}. Raise cacheBytes.`);
  }
}
