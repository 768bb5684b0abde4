import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uploadIds } from './upload-ids.js';

let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'palimpsest-uploads-'));
});
afterEach(() => rm(state, { recursive: true }));

const sending = { server: 'https://a.test', project: 'acme', sha256: 'a'.repeat(64) };

describe('uploads.json', () => {
  it('keeps one upload for what is sent to one place, over processes', async () => {
    expect(await uploadIds(state).find(sending)).toBeNull();
    await uploadIds(state).keep(sending, 'old');
    await uploadIds(state).keep({ ...sending, project: 'other' }, 'elsewhere');
    await uploadIds(state).keep(sending, 'new');
    expect(await uploadIds(state).find(sending)).toBe('new');
    expect(await uploadIds(state).find({ ...sending, server: 'https://b.test' })).toBeNull();
    expect(await uploadIds(state).find({ ...sending, sha256: 'b'.repeat(64) })).toBeNull();
  });

  it('forgets one and keeps the others', async () => {
    await uploadIds(state).keep(sending, 'mine');
    await uploadIds(state).keep({ ...sending, project: 'other' }, 'elsewhere');
    await uploadIds(state).forget(sending);
    expect(await uploadIds(state).find(sending)).toBeNull();
    expect(await uploadIds(state).find({ ...sending, project: 'other' })).toBe('elsewhere');
  });

  it('is readable for the user alone', async () => {
    await uploadIds(state).keep(sending, 'mine');
    expect((await stat(join(state, 'uploads.json'))).mode & 0o777).toBe(0o600);
  });

  it('says what to do when it is damaged', async () => {
    await writeFile(join(state, 'uploads.json'), '{');
    await expect(uploadIds(state).find(sending)).rejects.toThrow('uploads.json is not JSON; remove it');
  });
});
