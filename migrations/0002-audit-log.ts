/** The log of who did what: a hash chain per project, to which the database lets nobody but add. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AuditLog1764028800002 implements MigrationInterface {
  readonly name = 'AuditLog1764028800002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_log (
        project text not null,
        sequence int not null,
        at text not null,
        actor text not null,
        action text not null,
        target text not null,
        detail json not null,
        digest char(64) not null,
        primary key (project, sequence)
      )`);
    await runner.query(`
      create function refuse_log_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the audit log is append-only';
      end $$`);
    await runner.query(`
      create trigger audit_log_is_append_only before update or delete or truncate on audit_log
      for each statement execute function refuse_log_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_log');
    await runner.query('drop function refuse_log_change');
  }
}
