/** People who sign in through an identity provider, and what they may do here. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Users1764028800008 implements MigrationInterface {
  readonly name = 'Users1764028800008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app_user (
        id uuid primary key,
        subject text not null,
        role text not null,
        project text,
        created_at timestamptz(3) not null default now(),
        disabled_at timestamptz(3),
        constraint app_user_subject_key unique (subject),
        constraint app_user_role_check check (role in ('admin', 'auditor', 'operator', 'reviewer')),
        constraint app_user_project_fkey foreign key (project) references project
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app_user');
  }
}
