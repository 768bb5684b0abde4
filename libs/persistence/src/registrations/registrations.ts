/** What is registered in one project under a name that never changes its meaning: checkpoints, data sets, plans. */
import { canonicalJson } from '@palimpsest/contracts';
import type { DataSource, EntitySchema } from 'typeorm';
import {
  checkpointTable,
  datasetTable,
  planTable,
  type CheckpointRow,
  type DatasetRow,
  type PlanRow,
} from '../database/registration-tables.js';
import { readPage, type Keyset, type PageOf, type PageRequest } from '../paging/keyset.js';
import { NameTakenError } from './name-taken-error.js';

type New<Row> = Omit<Row, 'project' | 'createdAt' | 'erasedAt'>;

export interface Register<Row> {
  /** @param where further conditions, by column */
  list(page: PageRequest, where?: Partial<Row>): Promise<PageOf<Row>>;
  find(name: string): Promise<Row | null>;
  /** The same content again changes nothing. @throws NameTakenError when the name stands for something else */
  add(row: New<Row>): Promise<Row>;
}

export const checkpoints = (database: DataSource, project: string): Register<CheckpointRow> =>
  register(database, project, {
    ...{ table: checkpointTable, what: 'Checkpoint', name: 'name', same: ['digest', 'family'] },
    order: { columns: ['row.name'], direction: 'ASC', keyOf: ({ name }) => [name] },
  });

export const datasets = (database: DataSource, project: string): Register<DatasetRow> =>
  register(database, project, {
    ...{ table: datasetTable, what: 'Data set', name: 'id', same: ['digest'] },
    order: { columns: ['row.id'], direction: 'ASC', keyOf: ({ id }) => [id] },
  });

/** Newest first. */
export const plans = (database: DataSource, project: string): Register<PlanRow> =>
  register(database, project, {
    ...{ table: planTable, what: 'Plan', name: 'digest', same: ['content'] },
    order: {
      columns: ['row.createdAt', 'row.digest'],
      direction: 'DESC',
      keyOf: ({ createdAt, digest }) => [createdAt.toISOString(), digest],
    },
  });

interface RegisterOf<Row extends object> {
  readonly table: EntitySchema<Row>;
  readonly what: string;
  /** Column of the name. */
  readonly name: keyof Row & string;
  /** Columns that two registrations under one name must agree in. */
  readonly same: readonly (keyof Row & string)[];
  readonly order: Keyset<Row>;
}

function register<Row extends { readonly project: string }>(
  database: DataSource,
  project: string,
  { table, what, name, same, order }: RegisterOf<Row>,
): Register<Row> {
  const rows = database.getRepository(table);
  const find = (value: unknown) =>
    rows
      .createQueryBuilder('row')
      .where('row.project = :project', { project })
      .andWhere(`row.${name} = :value`, { value })
      .getOne();
  return {
    list(page, where = {}) {
      const query = rows.createQueryBuilder('row').where('row.project = :project', { project });
      for (const [column, value] of Object.entries<unknown>(where)) {
        query.andWhere(`row.${column} = :${column}`, { [column]: value });
      }
      return readPage(query, order, page);
    },
    find,
    async add(row) {
      const values = { project, ...row } as never;
      await rows.createQueryBuilder().insert().values(values).orIgnore().execute();
      const stored = await find(row[name as keyof New<Row>]);
      const isSame = same.every((column) => json(stored?.[column]) === json(row[column as keyof New<Row>]));
      if (!stored || !isSame) throw new NameTakenError(`${what} ${String(row[name as keyof New<Row>])}`);
      return stored;
    },
  };
}

const json = (value: unknown) => canonicalJson(value ?? null);
