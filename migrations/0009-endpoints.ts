/** Models that are reachable over an API only. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Endpoints1764028800009 implements MigrationInterface {
  readonly name = 'Endpoints1764028800009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table endpoint (
        project text not null,
        name text not null,
        url text not null,
        model text not null,
        sealed_key bytea,
        created_at timestamptz(3) not null default now(),
        primary key (project, name),
        constraint endpoint_project_fkey foreign key (project) references project
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table endpoint');
  }
}
