/** Opens a PostgreSQL, embedded or not, and brings its tables up to date. */
import { DataSource, EntitySchema } from 'typeorm';
import { migrations } from '../../../../migrations/index.js';
import type { Connection } from '../embedded-postgres/launch.js';
import * as auditTables from './audit-tables.js';
import * as registrationTables from './registration-tables.js';
import * as requestTables from './request-tables.js';
import { SurvivingClient } from './surviving-client.js';
import * as tables from './tables.js';

/** An open database, for all that is exported here. */
export type Database = DataSource;

/**
 * All migrations run in one transaction under an advisory lock, so that processes may open a new database together.
 * @throws when the server cannot be reached or a migration fails; the tables are then as they were
 */
export async function openDatabase({ host, port, user, password, database }: Connection): Promise<DataSource> {
  const source = new DataSource({
    ...{ type: 'postgres', host, port, username: user, password, database },
    ...{ entities: [...allTables], migrations: [...migrations] },
    extra: { Client: SurvivingClient },
    ...{ synchronize: false, migrationsRun: false, logging: false, installExtensions: false },
  });
  await source.initialize();
  try {
    await migrate(source);
    return source;
  } catch (error) {
    await source.destroy();
    throw error;
  }
}

const allTables = [tables, registrationTables, auditTables, requestTables]
  .flatMap((module): unknown[] => Object.values(module))
  .filter((table) => table instanceof EntitySchema);

/** Any number will do, as long as nobody else locks it. */
const migrationLock = 7_265_301;

async function migrate(source: DataSource): Promise<void> {
  const lock = source.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [migrationLock]);
    await source.runMigrations({ transaction: 'all' });
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => {}); // a lost connection unlocks too
    await lock.release();
  }
}
