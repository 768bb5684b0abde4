/**
 * Which uploads and blobs belong to a project. The storage is common to all and stores the same bytes once; a project
 * may use a blob only when it has uploaded it itself, so that nobody learns by a digest what others have.
 */
import { In, type DataSource } from 'typeorm';
import { projectBlobTable, uploadTable } from '../database/registration-tables.js';

export interface OwnBlob {
  readonly sha256: string;
  readonly bytes: number;
}

export interface Uploads {
  begin(id: string, bytes: number): Promise<void>;
  isOwn(id: string): Promise<boolean>;
  /** An upload has become this blob. Its own row stays: finishing again gives the same answer. Idempotent. */
  keep(blob: OwnBlob): Promise<void>;
  forget(id: string): Promise<void>;
  /** Those of the given blobs that the project has uploaded. */
  own(digests: readonly string[]): Promise<ReadonlyMap<string, OwnBlob>>;
}

export function uploads(database: DataSource, project: string): Uploads {
  const [pending, blobs] = [database.getRepository(uploadTable), database.getRepository(projectBlobTable)];
  return {
    async begin(id, bytes) {
      await pending.insert({ id, project, bytes: String(bytes) });
    },
    isOwn: (id) => pending.existsBy({ id, project }),
    async keep({ sha256, bytes }) {
      const row = { project, sha256, bytes: String(bytes) };
      await blobs.createQueryBuilder().insert().values(row).orIgnore().execute();
    },
    async forget(id) {
      await pending.delete({ id, project });
    },
    async own(digests) {
      const rows = await blobs.findBy({ project, sha256: In([...digests]) });
      return new Map(rows.map(({ sha256, bytes }) => [sha256, { sha256, bytes: Number(bytes) }]));
    },
  };
}
