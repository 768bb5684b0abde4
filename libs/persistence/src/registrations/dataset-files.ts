/** Files that were sent for a data set, each a sealed blob; before it is registered, and for good afterwards. */
import type { DataSource } from 'typeorm';
import { datasetFileTable, type DatasetFileRow } from '../database/registration-tables.js';
import { readPage, type Keyset, type PageOf, type PageRequest } from '../paging/keyset.js';

export interface DatasetKey {
  readonly project: string;
  readonly dataset: string;
}

export interface SealedFile {
  /** Of the file as it was sent. */
  readonly sha256: string;
  readonly bytes: number;
  /** Name of the blob that holds it. */
  readonly sealed: string;
}

export interface DatasetFileList {
  list(page: PageRequest): Promise<PageOf<SealedFile>>;
  find(sha256: string): Promise<SealedFile | null>;
  /** @returns what stands there now: of two that bring the same file, one is first */
  keep(file: SealedFile): Promise<SealedFile>;
  /** All digests. */
  digests(): Promise<ReadonlySet<string>>;
}

const bySha256: Keyset<DatasetFileRow> = {
  ...{ columns: ['row.sha256'], direction: 'ASC' },
  keyOf: ({ sha256 }) => [sha256],
};

export function datasetFiles(database: DataSource, { project, dataset }: DatasetKey): DatasetFileList {
  const rows = database.getRepository(datasetFileTable);
  const own = () => rows.createQueryBuilder('row').where('row.project = :project', { project });
  const find = async (sha256: string): Promise<SealedFile | null> => {
    const row = await rows.findOneBy({ project, dataset, sha256 });
    return row && fileOf(row);
  };
  return {
    async list(page) {
      const query = own().andWhere('row.dataset = :dataset', { dataset });
      const { items, next } = await readPage(query, bySha256, page);
      return { items: items.map(fileOf), next };
    },
    find,
    async keep({ sha256, bytes, sealed }) {
      const row = { project, dataset, sha256, bytes: String(bytes), sealed };
      await rows.createQueryBuilder().insert().values(row).orIgnore().execute();
      return (await find(sha256)) ?? { sha256, bytes, sealed };
    },
    async digests() {
      const found = await rows.find({ where: { project, dataset }, select: { sha256: true } });
      return new Set(found.map(({ sha256 }) => sha256));
    },
  };
}

const fileOf = ({ sha256, bytes, sealed }: DatasetFileRow): SealedFile => ({ sha256, bytes: Number(bytes), sealed });
