/** Projects and what is registered in them, API keys, audits with their steps and events, requests that may be repeated. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Platform1764028800004 implements MigrationInterface {
  readonly name = 'Platform1764028800004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const names = ['idempotent_request', 'audit_event', 'step', 'audit', 'plan', 'dataset', 'checkpoint', 'api_key'];
    for (const name of [...names, 'project']) await runner.query(`drop table ${name}`);
  }
}

const tables: readonly string[] = [
  `create table project (
    id text primary key,
    title text not null,
    created_at timestamptz(3) not null default now()
  )`,
  `create table api_key (
    id char(16) primary key,
    name text not null,
    hash char(64) not null,
    role text not null check (role in ('admin', 'auditor', 'operator', 'reviewer')),
    project text references project,
    scopes json,
    created_at timestamptz(3) not null default now(),
    expires_at timestamptz(3),
    revoked_at timestamptz(3)
  )`,
  `create table checkpoint (
    project text not null references project,
    name text not null,
    digest char(64) not null,
    family text not null,
    source json not null,
    files json not null,
    bytes bigint not null,
    derived_from text,
    created_at timestamptz(3) not null default now(),
    primary key (project, name),
    foreign key (project, derived_from) references checkpoint (project, name)
  )`,
  `create table dataset (
    project text not null references project,
    id text not null,
    digest char(64) not null,
    source json not null,
    items int not null,
    splits json not null,
    created_at timestamptz(3) not null default now(),
    primary key (project, id)
  )`,
  `create table plan (
    project text not null references project,
    digest char(64) not null,
    name text not null,
    content json not null,
    created_at timestamptz(3) not null default now(),
    primary key (project, digest)
  )`,
  `create index plan_by_age on plan (project, created_at desc, digest desc)`,
  `create table audit (
    project text not null references project,
    id text not null,
    state text not null check (state in ('queued', 'running', 'paused', 'cancelled', 'failed', 'complete')),
    plan_name text not null,
    plan_digest char(64) not null,
    priority int not null,
    planned int not null default 0,
    done int not null default 0,
    failed int not null default 0,
    verdict text,
    failure text,
    last_event int not null default 0,
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now(),
    finished_at timestamptz(3),
    primary key (project, id),
    foreign key (project, id) references audit_record
  )`,
  `create index audit_by_age on audit (project, created_at desc, id desc)`,
  `create table step (
    project text not null,
    audit text not null,
    unit char(64) not null,
    position int not null,
    title text not null,
    capability text not null,
    content json not null,
    state text not null default 'waiting'
      check (state in ('waiting', 'queued', 'running', 'done', 'failed', 'cancelled')),
    attempts int not null default 0,
    fence int not null default 0,
    worker text,
    lease_until timestamptz(3),
    reason text,
    primary key (project, audit, unit),
    foreign key (project, audit) references audit
  )`,
  `create index step_in_order on step (project, audit, position)`,
  `create index step_under_lease on step (lease_until) where state in ('queued', 'running')`,
  `create table audit_event (
    project text not null,
    audit text not null,
    sequence int not null,
    at timestamptz(3) not null default now(),
    content json not null,
    primary key (project, audit, sequence),
    foreign key (project, audit) references audit
  )`,
  `create table idempotent_request (
    caller text not null,
    key text not null,
    fingerprint char(64) not null,
    headers json,
    body text,
    created_at timestamptz(3) not null default now(),
    primary key (caller, key)
  )`,
];
