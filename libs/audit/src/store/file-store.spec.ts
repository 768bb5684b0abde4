import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeAuditStore, sampleRecord } from '../testing/describe-audit-store.js';
import { memoryAuditStore } from './memory-store.js';
import { fileAuditStore } from './file-store.js';

const folders: string[] = [];
const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'palimpsest-store-'));
  folders.push(path);
  return path;
};
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true })));

describeAuditStore('folder', () => fileAuditStore(folder()), { describe, it, expect });
describeAuditStore('memory', memoryAuditStore, { describe, it, expect });

describe('fileAuditStore', () => {
  it('leaves no temporary files behind and ignores those of a killed run', async () => {
    const root = folder();
    const store = fileAuditStore(root);
    await store.records.create(sampleRecord);
    expect(readdirSync(join(root, 'audits', sampleRecord.id))).toEqual(['record.json']);
    writeFileSync(join(root, 'audits', '.tmp-123'), 'half');
    expect(await store.records.list()).toEqual([sampleRecord.id]);
  });

  it('refuses ids that climb out of the folder', async () => {
    const store = fileAuditStore(folder());
    await expect(async () => store.records.read('../elsewhere')).rejects.toThrow('use letters');
  });

  it('says so when a record or an artifact is damaged', async () => {
    const root = folder();
    const store = fileAuditStore(root);
    await store.records.create(sampleRecord);
    writeFileSync(join(root, 'audits', sampleRecord.id, 'record.json'), '{"schema":');
    await expect(store.records.read(sampleRecord.id)).rejects.toThrow('not JSON');
    const { sha256 } = await store.artifacts.put(Uint8Array.of(1, 2), 'image/png');
    writeFileSync(join(root, 'artifacts', sha256.slice(0, 2), sha256), 'x');
    await expect(store.artifacts.get(sha256)).rejects.toThrow('no longer match');
  });
});
