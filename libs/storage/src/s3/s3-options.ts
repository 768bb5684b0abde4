/** Where the objects are and who may reach them. Nothing is read from the environment: the caller says it all. */
import { InvalidNameError } from '../ports/errors.js';

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface S3Options {
  /** Of an S3-compatible server; AWS itself when left out. */
  readonly endpoint?: string;
  readonly region: string;
  readonly bucket: string;
  /** Or a function that fetches them anew before they run out. */
  readonly credentials: S3Credentials | (() => Promise<S3Credentials>);
  /** `https://host/bucket/key` instead of `https://bucket.host/key`: most servers other than AWS want it. */
  readonly forcePathStyle?: boolean;
  /** Empty, or folders that end with a slash: `palimpsest/`. */
  readonly prefix?: string;
  /** Where blobs are kept for `local.pathOf`. */
  readonly cacheFolder: string;
  /** Bytes; at least what is used at one time. */
  readonly cacheBytes: number;
  /** Milliseconds since 1970; says which cached blob was wanted last. */
  readonly clock: () => number;
  /** Bytes of a part and of an upload's chunk: 5 MiB at least, which is S3's own limit. */
  readonly partBytes?: number;
}

export const smallestPartBytes = 5 * 1024 ** 2;
export const usualPartBytes = 8 * 1024 ** 2;

/** @throws InvalidNameError */
export function checkPrefix(prefix: string): string {
  if (!/^([\w.-]+\/)*$/.test(prefix) || /(^|\/)\.\.?\//.test(prefix)) {
    throw new InvalidNameError('prefix', 'folders of letters, digits, "_", "-", "." that end with "/", or ""');
  }
  return prefix;
}
