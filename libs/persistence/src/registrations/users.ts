/** People by the subject that their identity provider gives them. */
import { randomUUID } from 'node:crypto';
import type { UserRole } from '@palimpsest/contracts';
import { IsNull, type DataSource } from 'typeorm';
import { userTable, type UserRow } from '../database/registration-tables.js';
import { readPage, type PageOf, type PageRequest } from '../paging/keyset.js';
import { NameTakenError } from './name-taken-error.js';

export interface NewUser {
  /** `sub` of their tokens. */
  readonly subject: string;
  readonly role: UserRole;
  readonly project: string | null;
}

export interface Users {
  /** @param project only its people; null for everybody */
  list(page: PageRequest, project: string | null): Promise<PageOf<UserRow>>;
  find(id: string): Promise<UserRow | null>;
  bySubject(subject: string): Promise<UserRow | null>;
  /** The same again changes nothing. @throws NameTakenError when the subject is here with another role or project */
  add(user: NewUser): Promise<UserRow>;
  /** The first time counts. */
  disable(id: string, at: Date): Promise<void>;
}

export function users(database: DataSource): Users {
  const rows = database.getRepository(userTable);
  return {
    list(page, project) {
      const query = rows.createQueryBuilder('row');
      if (project !== null) query.where('row.project = :project', { project });
      return readPage(query, { columns: ['row.id'], direction: 'ASC', keyOf: ({ id }) => [id] }, page);
    },
    find: (id) => rows.findOneBy({ id }),
    bySubject: (subject) => rows.findOneBy({ subject }),
    async add({ subject, role, project }) {
      const row = { id: randomUUID(), subject, role, project };
      await rows.createQueryBuilder().insert().values(row).orIgnore().execute();
      const stored = await rows.findOneByOrFail({ subject });
      if (stored.role !== role || stored.project !== project)
        throw new NameTakenError('This subject', 'disable it first');
      return stored;
    },
    async disable(id, at) {
      await rows.update({ id, disabledAt: IsNull() }, { disabledAt: at });
    },
  };
}
