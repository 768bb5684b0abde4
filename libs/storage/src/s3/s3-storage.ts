/**
 * Storage in a bucket, for the cluster profile; any number of processes on any number of machines may share it.
 *
 *     <prefix>blobs/<sha256>
 *     <prefix>uploads/<id>/<label>     chunks of unfinished uploads
 */
import { StorageError } from '../ports/errors.js';
import type { Storage } from '../ports/storage.js';
import { checkCreatesOnce } from '../uploads/chunk-store.js';
import { chunkedUploads } from '../uploads/chunked-uploads.js';
import { blobCache } from './blob-cache.js';
import { openBucket } from './bucket.js';
import { sweepMultiparts } from './multipart.js';
import { s3Blobs } from './s3-blobs.js';
import { s3Chunks } from './s3-chunks.js';
import { checkPrefix, smallestPartBytes, usualPartBytes, type S3Options } from './s3-options.js';

/** Connects when it is first used. The bucket must be there, and its server must honour `If-None-Match: *`. */
export function s3Storage(options: S3Options): Storage {
  const { partBytes = usualPartBytes, cacheFolder, cacheBytes, clock } = options;
  if (!(partBytes >= smallestPartBytes)) {
    throw new StorageError(`partBytes is ${partBytes}; S3 takes no parts below ${smallestPartBytes} bytes.`);
  }
  const prefix = checkPrefix(options.prefix ?? '');
  const bucket = openBucket(options);
  const chunks = s3Chunks(bucket, `${prefix}uploads/`, partBytes);
  const stored = s3Blobs({ bucket, prefix: `${prefix}blobs/`, chunks, partBytes });
  const local = blobCache(stored, { folder: cacheFolder, bytes: cacheBytes, clock });

  let checked: Promise<void> | undefined;
  const check = () => (checked ??= checkCreatesOnce(chunks).catch(forget));
  const forget = (error: unknown) => {
    checked = undefined;
    throw error;
  };

  const sweep = async (before: number) => {
    await local.sweep(before);
    await sweepMultiparts(bucket, `${prefix}blobs/`, before);
  };
  const remove = async (sha256: string) => {
    await stored.remove(sha256);
    await local.drop(sha256);
  };
  return {
    blobs: { ...stored, remove },
    uploads: chunkedUploads({ chunks, blobs: stored, check, sweep }),
    local,
    check,
  };
}
