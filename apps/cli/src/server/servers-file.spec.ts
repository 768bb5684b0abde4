import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropLogin, keepLogin, readLogins, serversPath } from './servers-file.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-login-'));
  path = join(folder, 'palimpsest', 'servers.json');
});
afterEach(() => rm(folder, { recursive: true }));

const login = (server: string, key: string) => ({ server, key, project: null });

describe('servers.json', () => {
  it('lies in the user’s configuration folder', () => {
    expect(serversPath({ XDG_CONFIG_HOME: '/tmp/x' })).toBe('/tmp/x/palimpsest/servers.json');
    expect(serversPath({ XDG_CONFIG_HOME: '' })).toMatch(/\.config\/palimpsest\/servers\.json$/);
  });

  it('keeps one login a server, readable for the user alone, and forgets it', async () => {
    expect(await readLogins(path)).toEqual([]);
    await keepLogin(login('https://a.test', 'old'), path);
    await keepLogin(login('https://b.test', 'b'), path);
    await keepLogin(login('https://a.test', 'new'), path);
    expect(await readLogins(path)).toEqual([login('https://b.test', 'b'), login('https://a.test', 'new')]);
    expect([(await stat(path)).mode & 0o777, (await stat(join(path, '..'))).mode & 0o777]).toEqual([0o600, 0o700]);
    expect([await dropLogin('https://a.test', path), await dropLogin('https://a.test', path)]).toEqual([true, false]);
    expect(await readLogins(path)).toEqual([login('https://b.test', 'b')]);
  });

  it('is refused when others can read it, and when it is damaged', async () => {
    await keepLogin(login('https://a.test', 'k'), path);
    await chmod(path, 0o640);
    await expect(readLogins(path)).rejects.toThrow('others can read it; run chmod 600');
    await chmod(path, 0o600);
    await writeFile(path, '{');
    await expect(readLogins(path)).rejects.toThrow('is not JSON');
  });
});
