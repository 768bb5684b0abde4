import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  apiKeys,
  connectionUrl,
  dataKeys,
  keyRecordOf,
  openDatabase,
  startPostgres,
  type Database,
  type EmbeddedPostgres,
} from '@palimpsest/persistence';
import { checkApiKey, encryptionKey, parseApiKey } from '@palimpsest/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../../../bin/palimpsest-admin.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'palimpsest-admin-'));
let server: EmbeddedPostgres;
let database: Database;
beforeAll(async () => {
  server = await startPostgres(join(folder, 'postgres'));
  database = await openDatabase(server.connection);
  writeFileSync(join(folder, 'url'), connectionUrl(server.connection), { mode: 0o600 });
});
afterAll(async () => {
  await database.destroy();
  await server.stop();
  rmSync(folder, { recursive: true });
});

function admin(argv: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env['PATH'], PALIMPSEST_DATABASE_URL_FILE: join(folder, 'url'), ...variables };
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('palimpsest-admin new-key', () => {
  it("makes an administrator's key that opens, until it expires", async () => {
    const { stdout } = admin(['new-key', '--name', 'on call', '--days', '7']);
    const presented = parseApiKey(/pal_\w+/.exec(stdout)?.[0] ?? '')!;
    const record = keyRecordOf((await apiKeys(database).find(presented.id))!);
    expect(record).toMatchObject({ name: 'on call', role: 'admin', project: null, scopes: null });
    const day = 24 * 60 * 60 * 1000;
    const now = record.expiresAt! - 7 * day;
    expect(checkApiKey(record, presented, now + 6 * day)).toEqual({ valid: true });
    expect(checkApiKey(record, presented, now + 7 * day)).toEqual({ valid: false, reason: 'expired' });
  });

  it('says what is wrong in one line', () => {
    const answer = admin(['new-key', '--name', 'on call'], { PALIMPSEST_DATABASE_URL_FILE: join(folder, 'none') });
    expect(answer).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^error: .*\(ENOENT\).*\n$/) });
    expect(admin(['new-key', '--name', 'on call', '--days', '0'])).toMatchObject({ status: 1, stdout: '' });
  });
});

describe('palimpsest-admin rotate-master-key', () => {
  const [old, next] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')];
  const master = (text: string) => encryptionKey(Buffer.from(text, 'base64'), 'a test');

  it('leaves the data keys to the next master key alone', async () => {
    const before = await dataKeys(database, 'acme', master(old)).keyOf('audit 1');
    writeFileSync(join(folder, 'next'), next, { mode: 0o600 });
    const keys = { PALIMPSEST_KEY: old, PALIMPSEST_NEXT_KEY_FILE: join(folder, 'next') };
    expect(admin(['rotate-master-key'], keys)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^1 data key/),
    });
    const after = await dataKeys(database, 'acme', master(next)).keyOf('audit 1');
    expect(after.id).toEqual(before.id);
    await expect(dataKeys(database, 'acme', master(old)).keyOf('audit 1')).rejects.toThrow();
    const again = admin(['rotate-master-key'], keys);
    expect(again).toMatchObject({ status: 1, stdout: '' });
    await dataKeys(database, 'acme', master(next)).keyOf('audit 1');
  });

  it('refuses when there is no next key, or it is the one in use', () => {
    expect(admin(['rotate-master-key'], { PALIMPSEST_KEY: old }).stderr).toContain('PALIMPSEST_NEXT_KEY_FILE');
    const same = { PALIMPSEST_KEY: old, PALIMPSEST_NEXT_KEY: old };
    expect(admin(['rotate-master-key'], same)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('it is the one in use'),
    });
  });
});
