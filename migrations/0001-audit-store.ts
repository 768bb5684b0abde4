/** Audits, their finished units with findings and timings, artifacts, and the state of unfinished units. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AuditStore1764028800001 implements MigrationInterface {
  readonly name = 'AuditStore1764028800001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_record (
        project text not null,
        id text not null,
        content json not null,
        created_at timestamptz not null default now(),
        primary key (project, id)
      )`);
    await runner.query(`
      create table finished_unit (
        project text not null,
        audit text not null,
        unit text not null,
        findings_digest char(64) not null,
        finished_at timestamptz not null default now(),
        primary key (project, audit, unit)
      )`);
    await runner.query(`
      create table finding (
        project text not null,
        audit text not null,
        unit text not null,
        position int not null,
        kind text not null,
        content json not null,
        primary key (project, audit, unit, position),
        foreign key (project, audit, unit) references finished_unit on delete cascade
      )`);
    await runner.query(`
      create table unit_timing (
        project text not null,
        audit text not null,
        unit text not null,
        title text not null,
        seconds double precision not null,
        primary key (project, audit, unit)
      )`);
    await runner.query(`
      create table artifact (
        project text not null,
        sha256 char(64) not null,
        media_type text not null,
        bytes bytea not null,
        primary key (project, sha256)
      )`);
    await runner.query(`
      create table scratch (
        project text not null,
        audit text not null,
        unit text not null,
        name text not null,
        bytes bytea not null,
        primary key (project, audit, unit, name)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['scratch', 'artifact', 'unit_timing', 'finding', 'finished_unit', 'audit_record']) {
      await runner.query(`drop table ${table}`);
    }
  }
}
