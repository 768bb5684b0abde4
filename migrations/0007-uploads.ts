/** Whose uploads are under way, and which blobs a project has put into the common storage. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Uploads1764028800007 implements MigrationInterface {
  readonly name = 'Uploads1764028800007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table upload (
        id char(48) primary key,
        project text not null,
        bytes bigint not null,
        created_at timestamptz(3) not null default now(),
        constraint upload_project_fkey foreign key (project) references project
      )`);
    await runner.query(`
      create table project_blob (
        project text not null,
        sha256 char(64) not null,
        bytes bigint not null,
        created_at timestamptz(3) not null default now(),
        primary key (project, sha256),
        constraint project_blob_project_fkey foreign key (project) references project
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['project_blob', 'upload']) await runner.query(`drop table ${table}`);
  }
}
