/** Blobs of any size named after their digest, and uploads that can be resumed: in a folder or in an object store. */
export { fileStorage, type FileStorageOptions } from './files/file-storage.js';
export {
  BlobNotFoundError,
  CacheTooSmallError,
  DigestMismatchError,
  InvalidNameError,
  LengthMismatchError,
  LimitExceededError,
  OffsetConflictError,
  RangeNotSatisfiableError,
  StorageError,
  UploadNotFoundError,
} from './ports/errors.js';
export { isDigest, isUploadId } from './ports/names.js';
export type { Blob, BlobStore, ByteRange, LocalBlobs, PutOptions, Storage, UploadStore } from './ports/storage.js';
export type { S3Credentials, S3Options } from './s3/s3-options.js';
export { s3Storage } from './s3/s3-storage.js';
export { measured, type MeasuredStream } from './streams/measured.js';
export { describeStorage } from './testing/describe-storage.js';
export type { TestFunctions } from './testing/test-functions.js';
