/**
 * The suite that every storage passes. An implementation's spec is one call:
 * `describeStorage('folder', () => fileStorage(makeTemporaryFolder()), { describe, it, expect })`.
 */
import type { Storage } from '../ports/storage.js';
import { describeBlobs } from './describe-blobs.js';
import { describeUploads } from './describe-uploads.js';
import type { TestFunctions } from './test-functions.js';

/** @param open an empty storage for each test, with chunks of 5 MiB */
export function describeStorage(name: string, open: () => Storage | Promise<Storage>, functions: TestFunctions): void {
  const { describe, it, expect } = functions;
  describe(`storage: ${name}`, () => {
    it('passes its check, and is empty', async () => {
      const storage = await open();
      await storage.check();
      expect(await storage.uploads.expire(Number.MAX_SAFE_INTEGER)).toBe(0);
      for await (const blob of storage.blobs.list()) expect(blob).toBeUndefined();
    });
    describeBlobs(open, functions);
    describeUploads(open, functions);
  });
}
