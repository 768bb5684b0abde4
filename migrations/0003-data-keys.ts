/** One wrapped key per audit and data set; without it what it sealed is gone. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DataKeys1764028800003 implements MigrationInterface {
  readonly name = 'DataKeys1764028800003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table data_key (
        project text not null,
        owner text not null,
        wrapped bytea,
        erased_at timestamptz,
        primary key (project, owner),
        check ((wrapped is null) = (erased_at is not null))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table data_key');
  }
}
