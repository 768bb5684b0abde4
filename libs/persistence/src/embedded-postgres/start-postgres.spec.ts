import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { Connection } from './launch.js';
import { isAlive } from './processes.js';
import { startPostgres, type EmbeddedPostgres } from './start-postgres.js';

const root = mkdtempSync(join(tmpdir(), 'palimpsest-postgres-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const running: EmbeddedPostgres[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function started(folder: string): Promise<EmbeddedPostgres> {
  const server = await startPostgres(folder);
  running.push(server);
  return server;
}

async function query(connection: Connection, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts a server in the folder and keeps it. */
async function otherOwner(folder: string, env = process.env) {
  const script = fileURLToPath(new URL('./testing/hold-postgres.ts', import.meta.url));
  const args = ['--import', 'tsx', script, folder];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { pid: number; connection: Connection }) };
}

/** An environment in which a server cannot be told to end with its parent, as on systems without `setpriv`. */
function withoutDeathSignal(): NodeJS.ProcessEnv {
  const programs = mkdtempSync(join(root, 'programs-'));
  writeFileSync(join(programs, 'setpriv'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  return { ...process.env, PATH: `${programs}:${process.env['PATH']}` };
}

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(10);
}

describe('startPostgres', () => {
  const folder = join(root, 'kept');

  it('makes a cluster, keeps its rows from start to start, and leaves nothing running', async () => {
    const first = await started(folder);
    expect(String((await query(first.connection, 'select version()'))[0]?.['version'])).toMatch(/^PostgreSQL 1[89]\./);
    await query(first.connection, 'create table kept (n int); insert into kept values (42)');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    expect(existsSync(join(folder, 'owner.json'))).toBe(false);
    const second = await started(folder);
    expect(await query(second.connection, 'select n from kept')).toEqual([{ n: 42 }]);
  });

  it('keeps committed rows when the server is killed', async () => {
    const first = await started(folder);
    await query(first.connection, 'create table survivors (n int)');
    for (let n = 0; n < 20; n++) await query(first.connection, `insert into survivors values (${n})`);
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    await gone(first.pid);
    await first.stop();
    const second = await started(folder);
    expect(await query(second.connection, 'select count(*)::int as n from survivors')).toEqual([{ n: 20 }]);
  });

  it('waits for a session that outlives a killed server', async () => {
    const first = await started(folder);
    const session = new pg.Client(first.connection);
    session.on('error', () => {});
    await session.connect();
    const busy = `do $$ declare start timestamptz := clock_timestamp();
      begin while clock_timestamp() < start + interval '2 s' loop end loop; end $$`;
    const broken = session.query(busy).catch(() => {});
    while ((await query(first.connection, `select 1 from pg_stat_activity where query like 'do $$%'`)).length === 0) {
      await sleep(10);
    }
    process.kill(first.pid, 'SIGKILL');
    await first.stop();
    const second = await started(folder);
    expect(await query(second.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await broken;
  });

  it('stops a server that outlived its killed owner, by whichever name the folder is given', async () => {
    const alias = join(root, 'alias');
    symlinkSync(folder, alias);
    const { child, pid } = await otherOwner(alias, withoutDeathSignal());
    child.kill('SIGKILL');
    await once(child, 'exit');
    await sleep(300);
    expect(isAlive(pid)).toBe(true);
    const next = await started(folder);
    expect(isAlive(pid)).toBe(false);
    expect(await query(next.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('takes over from an owner that was killed', async () => {
    const { child, pid, connection } = await otherOwner(folder);
    await query(connection, 'create table handed_over (n int)');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const next = await started(folder);
    expect(isAlive(pid)).toBe(false);
    expect(await query(next.connection, 'select n from handed_over')).toEqual([]);
  });

  it('refuses a second owner, and the first keeps working', async () => {
    const { child, pid, connection } = await otherOwner(folder);
    await expect(startPostgres(folder)).rejects.toThrow(`process ${child.pid} is using it`);
    await expect(startPostgres(folder)).rejects.toBeInstanceOf(EmbeddedPostgresError);
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    child.stdin.end();
    await once(child, 'exit');
    expect(isAlive(pid)).toBe(false);
  });

  it('lets nobody in without the password', async () => {
    const { connection } = await started(folder);
    await expect(query({ ...connection, password: 'guess' }, 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect(statSync(join(folder, 'password')).mode & 0o077).toBe(0);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(readFileSync(join(folder, 'server.log'), 'utf8')).not.toContain(connection.password);
  });

  it('makes the cluster anew when making it was cut off, and does not trust a torn owner file', async () => {
    const torn = join(root, 'torn');
    await (await started(torn)).stop();
    rmSync(join(torn, 'data'), { recursive: true });
    writeFileSync(join(torn, 'data.new'), 'half');
    writeFileSync(join(torn, 'owner.json'), '{"pid":');
    const { connection } = await started(torn);
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says why a damaged cluster does not start, and gives the folder up', async () => {
    const damaged = join(root, 'damaged');
    await (await started(damaged)).stop();
    writeFileSync(join(damaged, 'data', 'PG_VERSION'), '9.6\n');
    await expect(startPostgres(damaged)).rejects.toThrow(/did not start: .*not compatible/);
    expect(existsSync(join(damaged, 'owner.json'))).toBe(false);
  });
});
