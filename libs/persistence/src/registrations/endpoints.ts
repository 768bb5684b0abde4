/** Endpoints of a project; the keys for them lie sealed. */
import { seal, unseal, type EncryptionKey } from '@palimpsest/platform';
import type { DataSource } from 'typeorm';
import { dataKeys } from '../data-keys/data-keys.js';
import { endpointTable, type EndpointRow } from '../database/registration-tables.js';
import { readPage, type PageOf, type PageRequest } from '../paging/keyset.js';
import { NameTakenError } from './name-taken-error.js';

export interface NewEndpoint {
  readonly name: string;
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
}

export interface Endpoints {
  list(page: PageRequest): Promise<PageOf<EndpointRow>>;
  find(name: string): Promise<EndpointRow | null>;
  /** The same again, key and all, changes nothing. @throws NameTakenError */
  add(endpoint: NewEndpoint): Promise<EndpointRow>;
  /** The API key in the clear, for who asks the endpoint. */
  keyOf(row: EndpointRow): Promise<string | null>;
  /** @returns false when there is none */
  remove(name: string): Promise<boolean>;
}

export function endpoints(database: DataSource, project: string, master: EncryptionKey): Endpoints {
  const rows = database.getRepository(endpointTable);
  const keys = dataKeys(database, project, master);
  const find = (name: string) => rows.findOneBy({ project, name });
  const keyOf = async ({ name, sealedKey }: EndpointRow): Promise<string | null> =>
    sealedKey && unseal(sealedKey, await keys.keyOf(owner), contextOf(name)).toString();
  return {
    list(page) {
      const query = rows.createQueryBuilder('row').where('row.project = :project', { project });
      return readPage(query, { columns: ['row.name'], direction: 'ASC', keyOf: ({ name }) => [name] }, page);
    },
    find,
    async add({ name, url, model, key }) {
      const sealedKey = key === null ? null : seal(Buffer.from(key), await keys.keyOf(owner), contextOf(name));
      await rows.createQueryBuilder().insert().values({ project, name, url, model, sealedKey }).orIgnore().execute();
      const stored = await rows.findOneByOrFail({ project, name });
      const isSame = stored.url === url && stored.model === model && (await keyOf(stored)) === key;
      if (!isSame) throw new NameTakenError(`Endpoint ${name}`);
      return stored;
    },
    keyOf,
    async remove(name) {
      const { affected } = await rows.delete({ project, name });
      return (affected ?? 0) > 0;
    },
  };
}

const owner = 'endpoint keys';
const contextOf = (name: string) => `key of endpoint ${name}`;
