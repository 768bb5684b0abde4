/** Projects, by id. */
import type { DataSource } from 'typeorm';
import { projectTable, type ProjectRow } from '../database/registration-tables.js';
import { readPage, type PageOf, type PageRequest } from '../paging/keyset.js';
import { NameTakenError } from './name-taken-error.js';

export interface Projects {
  /** @param only null for all of them */
  list(page: PageRequest, only: string | null): Promise<PageOf<ProjectRow>>;
  find(id: string): Promise<ProjectRow | null>;
  /** The same again changes nothing. @throws NameTakenError when there is one with another title */
  create(project: Pick<ProjectRow, 'id' | 'title'>): Promise<ProjectRow>;
}

export function projects(database: DataSource): Projects {
  const rows = database.getRepository(projectTable);
  return {
    list(page, only) {
      const query = rows.createQueryBuilder('project');
      if (only !== null) query.where('project.id = :only', { only });
      return readPage(query, { columns: ['project.id'], direction: 'ASC', keyOf: ({ id }) => [id] }, page);
    },
    find: (id) => rows.findOneBy({ id }),
    async create(project) {
      await rows.createQueryBuilder().insert().values(project).orIgnore().execute();
      const stored = await rows.findOneByOrFail({ id: project.id });
      if (stored.title !== project.title) throw new NameTakenError(`Project ${project.id}`);
      return stored;
    },
  };
}
