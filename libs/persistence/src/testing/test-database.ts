/** A database of a test file's own, on a real server that is gone when the tests are through. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../database/open-database.js';
import { startPostgres, type EmbeddedPostgres } from '../embedded-postgres/start-postgres.js';

export interface TestDatabase {
  readonly server: EmbeddedPostgres;
  readonly database: DataSource;
  /** A name that no test before had: its own project is an empty store. */
  newProject(): string;
  remove(): Promise<void>;
}

export async function testDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-database-'));
  const server = await startPostgres(folder);
  const database = await openDatabase(server.connection);
  let projects = 0;
  return {
    server,
    database,
    newProject: () => `project-${projects++}`,
    async remove() {
      await database.destroy();
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
