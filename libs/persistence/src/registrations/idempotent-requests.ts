/** Requests that came with an Idempotency-Key, and what was answered; kept for a day. */
import { IsNull, LessThan, type DataSource } from 'typeorm';
import { idempotentRequestTable } from '../database/registration-tables.js';

export interface RequestKey {
  readonly caller: string;
  readonly key: string;
}
export interface KeptAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface IdempotentRequests {
  /**
   * One that has run for half a minute is abandoned, its process was killed: it begins anew.
   * @returns the first answer; `running` while there is none; `other` when the key came with another request
   */
  begin(at: RequestKey, fingerprint: string): Promise<'new' | 'running' | 'other' | KeptAnswer>;
  end(at: RequestKey, answer: KeptAnswer): Promise<void>;
  /** The request failed: it may be tried again. */
  forget(at: RequestKey): Promise<void>;
  /** Answers older than this, and requests that never ended. @returns how many */
  expire(before: Date): Promise<number>;
}

const abandonedAfter = "interval '30 seconds'";
/** An answer that is older is not given again, whether or not it has been cleared away. */
const keptFor = "interval '1 day'";

export function idempotentRequests(database: DataSource): IdempotentRequests {
  const rows = database.getRepository(idempotentRequestTable);
  return {
    async begin(at, fingerprint) {
      const isOver = `caller = :caller and key = :key and created_at < now() - ${keptFor}`;
      await rows.createQueryBuilder().delete().where(isOver, at).execute();
      const insert = rows
        .createQueryBuilder()
        .insert()
        .values({ ...at, fingerprint })
        .orIgnore();
      const { raw } = (await insert.returning('key').execute()) as { readonly raw: readonly unknown[] };
      if (raw.length > 0) return 'new';
      const known = await rows.findOneBy({ ...at });
      if (!known) return 'running';
      if (known.fingerprint !== fingerprint) return 'other';
      if (known.body !== null) return { headers: known.headers ?? {}, body: known.body };
      const taken = await rows
        .createQueryBuilder()
        .update()
        .set({ createdAt: () => 'now()' })
        .where({ ...at, body: IsNull() })
        .andWhere(`created_at < now() - ${abandonedAfter}`)
        .execute();
      return taken.affected === 1 ? 'new' : 'running';
    },
    async end(at, { headers, body }) {
      await rows.update({ ...at }, { headers, body });
    },
    async forget(at) {
      await rows.delete({ ...at, body: IsNull() });
    },
    async expire(before) {
      const { affected } = await rows.delete({ createdAt: LessThan(before) });
      return affected ?? 0;
    },
  };
}
