/** Requests of people to be erased. People are pseudonyms; reasons, which are free text, lie sealed. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ErasureRequests1764028800011 implements MigrationInterface {
  readonly name = 'ErasureRequests1764028800011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table erasure_request (
        project text not null,
        id text not null,
        profile text not null,
        received date not null,
        due date,
        subjects json not null,
        extended_on date,
        extension_reason bytea,
        answered_on date,
        outcome text,
        answer_reason bytea,
        checkpoints json not null,
        audits json not null,
        created_at timestamptz(3) not null default now(),
        erased_at timestamptz(3),
        primary key (project, id),
        constraint erasure_request_project_fkey foreign key (project) references project,
        constraint erasure_request_outcome_check
          check (outcome in ('erased', 'partly-erased', 'refused', 'withdrawn')),
        constraint erasure_request_extension_check check ((extended_on is null) = (extension_reason is null)),
        constraint erasure_request_answer_check check ((answered_on is null) = (outcome is null))
      )`);
    await runner.query('create index erasure_request_by_age on erasure_request (project, created_at, id)');
    await runner.query(
      `create index erasure_request_by_urgency
         on erasure_request (project, coalesce(due, date 'infinity'), created_at, id) where answered_on is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table erasure_request');
  }
}
