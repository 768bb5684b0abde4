/** Where large bytes live, as the environment says: a folder, or a bucket of an S3-compatible store. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileStorage, s3Storage, type Storage } from '@palimpsest/storage';
import { ProfileError } from './profile-error.js';

export const storageVariable = 'PALIMPSEST_STORAGE';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `PALIMPSEST_STORAGE` is a folder, or `s3://bucket/prefix/?endpoint=https://…&region=…` with AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY. Blobs that onnxruntime reads are kept in `PALIMPSEST_STORAGE_CACHE`, at most
 * `PALIMPSEST_STORAGE_CACHE_BYTES` of them.
 * @returns null where nothing is said @throws ProfileError
 */
export function storageFromEnvironment(environment: Environment, clock: () => number): Storage | null {
  const place = environment[storageVariable];
  if (!place) return null;
  if (!place.startsWith('s3:')) return fileStorage(place);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey) {
    throw new ProfileError(`${storageVariable} is a bucket: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for it.`);
  }
  const { bucket, prefix, endpoint, region } = bucketOf(place);
  return s3Storage({
    ...{ bucket, prefix, region, credentials: { accessKeyId, secretAccessKey }, clock },
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    cacheFolder: environment['PALIMPSEST_STORAGE_CACHE'] ?? join(tmpdir(), 'palimpsest-blobs'),
    cacheBytes: Number(environment['PALIMPSEST_STORAGE_CACHE_BYTES'] ?? 50e9),
  });
}

function bucketOf(place: string) {
  if (!URL.canParse(place)) throw new ProfileError(`${storageVariable} is no address: s3://bucket/prefix/?region=…`);
  const { hostname, pathname, searchParams } = new URL(place);
  const endpoint = searchParams.get('endpoint');
  return { bucket: hostname, prefix: pathname.slice(1), endpoint, region: searchParams.get('region') ?? 'us-east-1' };
}
