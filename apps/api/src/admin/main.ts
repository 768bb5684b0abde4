/**
 * The console of an installation: what must work when nobody has a key, or when the API is stopped. Whoever may
 * start it has the database already, so it asks for no key.
 */
import { databaseAddress } from '@palimpsest/orchestration';
import { openDatabase, rotateMasterKey, type Database } from '@palimpsest/persistence';
import { engineVersion } from '@palimpsest/platform';
import { Command, InvalidArgumentError } from 'commander';
import { administratorKey } from './administrator-key.js';
import { masterKeys } from './master-keys.js';

const dayMs = 24 * 60 * 60 * 1000;

const program = new Command('palimpsest-admin')
  .description('The console of an installation. The database is the one of PALIMPSEST_DATABASE_URL or its _FILE.')
  .version(engineVersion);

program
  .command('new-key')
  .description("Make an administrator's API key and show it once.")
  .requiredOption('--name <name>', 'whose it is; shown in the list of keys')
  .option('--days <n>', 'days until it expires; never unless given', positive)
  .action(async ({ name, days }: { readonly name: string; readonly days?: number }) => {
    const expiresAt = days === undefined ? null : new Date().getTime() + days * dayMs;
    const { id, text } = await onDatabase((database) => administratorKey(database, { name, expiresAt }));
    print(`An administrator's API key with the id ${id}, shown this once: ${text}`);
  });

program
  .command('rotate-master-key')
  .description('Wrap all data keys anew, from PALIMPSEST_KEY to PALIMPSEST_NEXT_KEY, or their _FILE: all or none.')
  .addHelpText('after', '\nStop whatever holds the old key first, and start it with the next one.')
  .action(async () => {
    const { from, to } = masterKeys(process.env);
    const count = await onDatabase((database) => rotateMasterKey(database, from, to));
    print(`${count} data keys are wrapped by the next master key now. The old one opens none of them.`);
  });

async function onDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(databaseAddress(process.env).connection);
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}

function positive(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days > 0 && days <= 36_500) return days;
  throw new InvalidArgumentError('Give a whole number of days, at least 1.');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await program.parseAsync();
} catch (failure) {
  process.stderr.write(`error: ${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
}
