/** Addresses of servers, from a variable or from a file it names. They hold passwords, which a file keeps to itself. */
import { readFileSync } from 'node:fs';
import { connectionFromUrl, type Connection } from '@palimpsest/persistence';
import { ProfileError } from './profile-error.js';

export const databaseVariable = 'PALIMPSEST_DATABASE_URL';
export const redisVariable = 'PALIMPSEST_REDIS_URL';

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ProfileError when there is none, or it is none of a PostgreSQL */
export function databaseAddress(environment: Environment): { readonly url: string; readonly connection: Connection } {
  const url = addressIn(environment, databaseVariable);
  if (!url) {
    const remedy = `Give the URL of a PostgreSQL, or ${databaseVariable}_FILE, or use palimpsest serve.`;
    throw new ProfileError(`${databaseVariable} is not set. ${remedy}`);
  }
  const connection = connectionFromUrl(url);
  if (connection) return { url, connection };
  throw new ProfileError(
    `${databaseVariable} is no URL of a PostgreSQL: postgresql://user:password@host:5432/database`,
  );
}

/** Null where the queue is kept in PostgreSQL. @throws ProfileError */
export function redisAddress(environment: Environment): string | null {
  return addressIn(environment, redisVariable);
}

function addressIn(environment: Environment, variable: string): string | null {
  const file = environment[`${variable}_FILE`];
  const given = environment[variable];
  if (!file) return given ? given : null;
  if (given) throw new ProfileError(`Both ${variable} and ${variable}_FILE are set. Unset one of them.`);
  const text = contentOf(file, variable).trim();
  if (text) return text;
  throw new ProfileError(`${variable}_FILE (${file}) is empty. Put the URL into it.`);
}

function contentOf(file: string, variable: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new ProfileError(`${variable}_FILE (${file}) cannot be read (${code}). Check its path and owner.`);
  }
}
