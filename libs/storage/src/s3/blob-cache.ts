/**
 * Local copies of remote blobs, verified when they come in, in a folder of bounded size: when room is needed, what
 * was wanted longest ago goes first. A process that has a file open keeps it (its bytes stay until it is closed), but
 * a path that was given out and not opened yet may be gone once others have been asked for: let `cacheBytes` be what
 * is used at one time, and more.
 */
import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileBlobs } from '../files/file-blobs.js';
import { sweepIncoming } from '../files/incoming.js';
import { unlessMissing } from '../files/unless-missing.js';
import { BlobNotFoundError, CacheTooSmallError } from '../ports/errors.js';
import { checkDigest } from '../ports/names.js';
import type { BlobStore, LocalBlobs } from '../ports/storage.js';
import { collected } from '../streams/collected.js';

export interface BlobCacheOptions {
  readonly folder: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export interface BlobCache extends LocalBlobs {
  drop(sha256: string): Promise<void>;
  sweep(before: number): Promise<void>;
}

export function blobCache(remote: BlobStore, { folder, bytes: cacheBytes, clock }: BlobCacheOptions): BlobCache {
  const incoming = join(folder, 'incoming');
  const files = fileBlobs(join(folder, 'blobs'), incoming);
  const running = new Map<string, Promise<string>>();
  let queue: Promise<unknown> = Promise.resolve();

  return {
    async pathOf(sha256) {
      checkDigest(sha256);
      const path = await cached(sha256);
      if (path !== null) return path;
      const download = running.get(sha256) ?? startDownload(sha256);
      return download;
    },
    drop: (sha256) => files.remove(sha256),
    sweep: (before) => sweepIncoming(incoming, before),
  };

  /** One at a time in this process, so that they do not take the same room. */
  function startDownload(sha256: string): Promise<string> {
    const download = queue.then(() => fetchBlob(sha256)).finally(() => running.delete(sha256));
    running.set(sha256, download);
    queue = download.catch(() => undefined);
    return download;
  }

  async function fetchBlob(sha256: string): Promise<string> {
    const found = await remote.stat(sha256);
    if (!found) throw new BlobNotFoundError(sha256);
    await makeRoom(found.bytes);
    const content = await remote.read(sha256);
    await files.put(content, { limit: found.bytes, expected: { sha256, bytes: found.bytes } });
    return (await cached(sha256)) ?? files.pathOf(sha256);
  }

  /** The path, marked as wanted now; null when it is not there. */
  async function cached(sha256: string): Promise<string | null> {
    if (!(await files.stat(sha256))) return null;
    const path = await unlessMissing(files.pathOf(sha256));
    const now = new Date(clock());
    return path !== null && (await unlessMissing(utimes(path, now, now).then(() => true))) ? path : null;
  }

  async function makeRoom(wanted: number): Promise<void> {
    if (wanted > cacheBytes) throw new CacheTooSmallError(wanted, cacheBytes);
    const blobs = await Promise.all((await collected(files.list())).map(withLastWanted));
    let free = cacheBytes - blobs.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { sha256, bytes } of blobs.sort((a, b) => a.lastWanted - b.lastWanted)) {
      if (free >= wanted) return;
      await files.remove(sha256);
      free += bytes;
    }
  }

  async function withLastWanted({ sha256, bytes }: { sha256: string; bytes: number }) {
    const path = await unlessMissing(files.pathOf(sha256));
    const found = path === null ? null : await unlessMissing(stat(path));
    return { sha256, bytes, lastWanted: found?.mtimeMs ?? 0 };
  }
}
