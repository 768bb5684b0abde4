/** The report of a complete audit, drawn once: intervals take thousands of resamples. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Report1764028800005 implements MigrationInterface {
  readonly name = 'Report1764028800005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_report (
        project text not null,
        audit text not null,
        engine text not null,
        content json not null,
        primary key (project, audit),
        foreign key (project, audit) references audit
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_report');
  }
}
