/** Files that were sent for data sets that were never registered: personal data that nobody asks about any more. */
import type { DataSource } from 'typeorm';

/**
 * Forgets the files of data sets that are not registered and got their last file before `before`.
 * @returns the blobs that held them, for the caller to remove
 */
export async function forgetAbandonedFiles(database: DataSource, before: Date): Promise<readonly string[]> {
  const [rows] = await database.query<[{ sealed: string }[], number]>(
    `delete from dataset_file using (
       select project, dataset from dataset_file group by project, dataset having max(created_at) < $1
     ) as old
     where dataset_file.project = old.project and dataset_file.dataset = old.dataset and not exists (
       select from dataset where dataset.project = old.project and dataset.id = old.dataset
     )
     returning sealed`,
    [before],
  );
  return rows.map(({ sealed }) => sealed);
}
