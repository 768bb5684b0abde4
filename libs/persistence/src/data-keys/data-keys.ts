/**
 * The data keys of a project, wrapped by the master key. Erasing one erases what it sealed, wherever copies of that
 * lie; the row stays and says when, so that no new key takes its place unnoticed.
 */
import { newDataKey, rewrapDataKey, unwrapDataKey, type EncryptionKey } from '@palimpsest/platform';
import { IsNull, Not, type DataSource, type EntityManager } from 'typeorm';
import { dataKeyTable } from '../database/tables.js';

/** What was asked for was erased; there is no way back. */
export class DataErasedError extends Error {
  override readonly name = 'DataErasedError';
  constructor(
    readonly owner: string,
    readonly erasedAt: Date,
  ) {
    super(`The personal data of ${owner} were erased on ${erasedAt.toISOString()}. Verdict, digests and log remain.`);
  }
}

export interface DataKeys {
  /**
   * The key of an audit or a data set, made when it is first asked for.
   * @throws DataErasedError when it was erased; EncryptionError when the master key is another
   */
  keyOf(owner: string): Promise<EncryptionKey>;
  /** Idempotent: the first time counts. @param at when, by the caller's clock @param inside a transaction that may do more */
  erase(owner: string, at: Date, inside?: EntityManager): Promise<void>;
  /** When keys of owners that begin so were erased, the latest first. */
  erased(ownersBegin: string): Promise<readonly Date[]>;
}

export function dataKeys(database: DataSource, project: string, master: EncryptionKey): DataKeys {
  const keys = database.getRepository(dataKeyTable);
  return {
    async keyOf(owner) {
      const known = await keys.findOneBy({ project, owner });
      if (!known) {
        const { wrapped } = newDataKey(master, ownerIn(project, owner));
        await keys.createQueryBuilder().insert().values({ project, owner, wrapped }).orIgnore().execute();
      }
      const { wrapped, erasedAt } = known ?? (await keys.findOneByOrFail({ project, owner }));
      if (!wrapped) throw new DataErasedError(owner, erasedAt as Date);
      return unwrapDataKey(wrapped, master, ownerIn(project, owner));
    },
    async erase(owner, at, inside = database.manager) {
      const erased = { wrapped: null, erasedAt: at };
      await inside
        .createQueryBuilder()
        .insert()
        .into(dataKeyTable)
        .values({ project, owner, ...erased })
        .orIgnore()
        .execute();
      await inside.update(dataKeyTable, { project, owner, wrapped: Not(IsNull()) }, erased);
    },
    async erased(ownersBegin) {
      const rows = await keys
        .createQueryBuilder('key')
        .where('key.project = :project and key.wrapped is null', { project })
        .andWhere('starts_with(key.owner, :ownersBegin)', { ownersBegin })
        .orderBy('key.erasedAt', 'DESC')
        .getMany();
      return rows.map(({ erasedAt }) => erasedAt as Date);
    },
  };
}

/**
 * Wraps all data keys of the installation anew, in one transaction; sealed data stay as they are. Who still holds the
 * old master key must not make keys meanwhile or afterwards: stop them first.
 * @returns how many @throws EncryptionError when one was wrapped by another key than `from`; nothing is changed then
 */
export async function rotateMasterKey(database: DataSource, from: EncryptionKey, to: EncryptionKey): Promise<number> {
  return database.transaction(async (inside) => {
    const where = { wrapped: Not(IsNull()) };
    const rows = await inside.find(dataKeyTable, { where, lock: { mode: 'pessimistic_write' } });
    for (const { project, owner, wrapped } of rows) {
      const rewrapped = rewrapDataKey(wrapped as Buffer, from, to, ownerIn(project, owner));
      await inside.update(dataKeyTable, { project, owner }, { wrapped: rewrapped });
    }
    return rows.length;
  });
}

const ownerIn = (project: string, owner: string) => `${owner} in project ${project}`;
