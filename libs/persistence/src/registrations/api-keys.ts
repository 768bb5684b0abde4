/** API keys: what is kept of them opens nothing. */
import type { ApiKeyRecord } from '@palimpsest/platform';
import { IsNull, type DataSource } from 'typeorm';
import { apiKeyTable, type ApiKeyRow } from '../database/registration-tables.js';
import { readPage, type PageOf, type PageRequest } from '../paging/keyset.js';

export interface ApiKeys {
  add(record: ApiKeyRecord): Promise<ApiKeyRow>;
  find(id: string): Promise<ApiKeyRow | null>;
  /** @param project only keys of this project; null for all keys of the installation */
  list(page: PageRequest, project: string | null): Promise<PageOf<ApiKeyRow>>;
  /** The first time counts. @returns false when there is no such key */
  revoke(id: string, at: Date): Promise<boolean>;
  isEmpty(): Promise<boolean>;
}

export function apiKeys(database: DataSource): ApiKeys {
  const rows = database.getRepository(apiKeyTable);
  return {
    async add({ id, name, hash, role, project, scopes, expiresAt }) {
      const ends = expiresAt === null ? null : new Date(expiresAt);
      await rows.insert({ id, name, hash, role, project, scopes, expiresAt: ends });
      return rows.findOneByOrFail({ id });
    },
    find: (id) => rows.findOneBy({ id }),
    list(page, project) {
      const query = rows.createQueryBuilder('api_key');
      if (project !== null) query.where('api_key.project = :project', { project });
      return readPage(query, { columns: ['api_key.id'], direction: 'ASC', keyOf: ({ id }) => [id] }, page);
    },
    async revoke(id, at) {
      await rows.update({ id, revokedAt: IsNull() }, { revokedAt: at });
      return rows.existsBy({ id });
    },
    isEmpty: async () => (await rows.count()) === 0,
  };
}

/** As libs/platform checks it. */
export function keyRecordOf({ expiresAt, revokedAt, ...row }: ApiKeyRow): ApiKeyRecord {
  const { id, name, hash, role, project, scopes } = row;
  const times = { expiresAt: expiresAt?.getTime() ?? null, revokedAt: revokedAt?.getTime() ?? null };
  return { id, name, hash, role, project, scopes, ...times };
}
