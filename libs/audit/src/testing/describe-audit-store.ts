/**
 * The suite that every audit store passes. An adapter's spec is one call:
 * `describeAuditStore('folder', () => fileAuditStore(makeTemporaryFolder()), { describe, it, expect })`. The test
 * functions are handed in, so that the library itself does not depend on a test runner.
 */
import type { describe as Describe, expect as Expect, it as It } from 'vitest';
import { resolvePlan, type GapFinding } from '@palimpsest/contracts';
import { StoreConflictError, type AuditStore } from '../ports/audit-store.js';
import type { AuditRecord } from '../ports/work.js';

const hex = (digit: string) => digit.repeat(64);

export const sampleRecord: AuditRecord = {
  schema: 'palimpsest.audit/1',
  id: 'sample-0123456789ab',
  plan: resolvePlan({
    name: 'sample',
    preset: 'screening',
    dataset: 'people',
    checkpoints: [{ name: 'a', role: 'target' }],
  }),
  planDigest: hex('1'),
  dataset: { id: 'people', digest: hex('2') },
  checkpoints: [{ name: 'a', digest: hex('3'), family: 'llava', roles: ['target'] }],
  engine: '0.0.0',
};

const gap = (reason: string): GapFinding => ({
  schema: 'palimpsest.finding/1',
  kind: 'gap',
  key: hex('a'),
  unit: hex('b'),
  plan: hex('1'),
  dataset: hex('2'),
  checkpoint: { name: 'a', digest: hex('3') },
  engine: '0.0.0',
  what: 'x',
  reason,
});

export interface TestFunctions {
  readonly describe: typeof Describe;
  readonly it: typeof It;
  readonly expect: typeof Expect;
}

export function describeAuditStore(
  name: string,
  make: () => AuditStore,
  { describe, it, expect }: TestFunctions,
): void {
  describe(`audit store: ${name}`, () => {
    const { id } = sampleRecord;

    it('keeps records, lists them, and refuses other content under the same id', async () => {
      const { records } = make();
      expect(await records.list()).toEqual([]);
      expect(await records.read(id)).toBeNull();
      await records.create(sampleRecord);
      await records.create(sampleRecord);
      expect(await records.read(id)).toEqual(sampleRecord);
      expect(await records.list()).toEqual([id]);
      await expect(records.create({ ...sampleRecord, engine: '9' })).rejects.toBeInstanceOf(StoreConflictError);
      expect(await records.read(id)).toEqual(sampleRecord);
    });

    it('keeps the findings of a unit all at once and never changes them', async () => {
      const { findings } = make();
      expect(await findings.get(id, hex('b'))).toBeNull();
      await findings.put(id, hex('b'), [gap('one'), gap('two')]);
      await findings.put(id, hex('b'), [gap('one'), gap('two')]);
      expect(await findings.get(id, hex('b'))).toEqual([gap('one'), gap('two')]);
      await expect(findings.put(id, hex('b'), [gap('other')])).rejects.toBeInstanceOf(StoreConflictError);
      expect(await findings.get(id, hex('c'))).toBeNull();
    });

    it('tells an empty result from an unfinished unit', async () => {
      const { findings } = make();
      await findings.put(id, hex('d'), []);
      expect(await findings.get(id, hex('d'))).toEqual([]);
    });

    it('keeps timings apart, the last one winning, in an order of their own', async () => {
      const { findings } = make();
      await findings.putTiming(id, { unit: hex('c'), title: 'z', seconds: 1 });
      await findings.putTiming(id, { unit: hex('b'), title: 'a', seconds: 2 });
      await findings.putTiming(id, { unit: hex('c'), title: 'z', seconds: 3 });
      expect(await findings.timings(id)).toEqual([
        { unit: hex('b'), title: 'a', seconds: 2 },
        { unit: hex('c'), title: 'z', seconds: 3 },
      ]);
    });

    it('finds artifacts again by their digest, once per content', async () => {
      const { artifacts } = make();
      const bytes = new TextEncoder().encode('abc');
      const stored = await artifacts.put(bytes, 'text/plain');
      expect(stored).toEqual({
        sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        mediaType: 'text/plain',
        bytes: 3,
      });
      expect(await artifacts.put(bytes, 'text/plain')).toEqual(stored);
      expect(await artifacts.get(stored.sha256)).toEqual(bytes);
      expect(await artifacts.get(hex('0'))).toBeNull();
    });

    it('replaces scratch state and drops it with its unit only', async () => {
      const { scratch } = make();
      await scratch.save(id, hex('b'), 'optimiser', Uint8Array.of(1));
      await scratch.save(id, hex('b'), 'optimiser', Uint8Array.of(2));
      await scratch.save(id, hex('c'), 'optimiser', Uint8Array.of(3));
      expect(await scratch.load(id, hex('b'), 'optimiser')).toEqual(Uint8Array.of(2));
      await scratch.drop(id, hex('b'));
      await scratch.drop(id, hex('b'));
      expect(await scratch.load(id, hex('b'), 'optimiser')).toBeNull();
      expect(await scratch.load(id, hex('c'), 'optimiser')).toEqual(Uint8Array.of(3));
    });
  });
}
