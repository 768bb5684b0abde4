/** Data sets that were sent to the server: their files, sealed. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DatasetFiles1764028800010 implements MigrationInterface {
  readonly name = 'DatasetFiles1764028800010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table dataset_file (
        project text not null,
        dataset text not null,
        sha256 char(64) not null,
        bytes bigint not null,
        sealed char(64) not null,
        created_at timestamptz(3) not null default now(),
        primary key (project, dataset, sha256),
        constraint dataset_file_project_fkey foreign key (project) references project
      )`);
    await runner.query('alter table dataset add column erased_at timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table dataset drop column erased_at');
    await runner.query('drop table dataset_file');
  }
}
