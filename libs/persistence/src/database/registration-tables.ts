/** What is registered, as TypeORM sees it: projects, keys, checkpoints, data sets, plans, repeatable requests. */
import { roles, type Permission, type UserRole } from '@palimpsest/contracts';
import { EntitySchema } from 'typeorm';
import { created, digest, index, instant, json, key, nullable, oneOf, text, type ForeignKey } from './columns.js';

export interface ProjectRow {
  readonly id: string;
  readonly title: string;
  readonly createdAt: Date;
}
export const projectTable = new EntitySchema<ProjectRow>({
  name: 'project',
  columns: { id: key(), title: text(), createdAt: created },
});

export const toProject = (table: string): ForeignKey => ({
  ...{ target: projectTable, columnNames: ['project'], referencedColumnNames: ['id'] },
  name: `${table}_project_fkey`,
});

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly role: UserRole;
  readonly project: string | null;
  readonly scopes: readonly Permission[] | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}
export const apiKeyTable = new EntitySchema<ApiKeyRow>({
  name: 'api_key',
  columns: {
    id: { type: 'char', length: 16, primary: true },
    name: text(),
    hash: digest(),
    role: text(),
    project: nullable(text()),
    scopes: nullable(json()),
    createdAt: created,
    expiresAt: nullable(instant('expires_at')),
    revokedAt: nullable(instant('revoked_at')),
  },
  foreignKeys: [toProject('api_key')],
  checks: [oneOf('api_key', 'role', roles)],
});

export interface CheckpointRow {
  readonly project: string;
  readonly name: string;
  readonly digest: string;
  readonly family: string;
  readonly source: { readonly kind: 'built-in'; readonly name: string } | { readonly kind: 'upload' };
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  /** bigint: pg hands it over as text. */
  readonly bytes: string;
  readonly derivedFrom: string | null;
  readonly createdAt: Date;
}
export const checkpointTable = new EntitySchema<CheckpointRow>({
  name: 'checkpoint',
  columns: {
    project: key(),
    name: key(),
    digest: digest(),
    family: text(),
    source: json(),
    files: json(),
    bytes: { type: 'bigint' },
    derivedFrom: nullable(text('derived_from')),
    createdAt: created,
  },
  foreignKeys: [
    toProject('checkpoint'),
    {
      ...{ target: () => checkpointTable, name: 'checkpoint_project_derived_from_fkey' },
      ...{ columnNames: ['project', 'derivedFrom'], referencedColumnNames: ['project', 'name'] },
    },
  ],
});

export interface DatasetRow {
  readonly project: string;
  readonly id: string;
  readonly digest: string;
  readonly source:
    | { readonly kind: 'built-in'; readonly name: string }
    /** Digests of the files that say what it is and what is asked. */
    | { readonly kind: 'upload'; readonly header: string; readonly items: string };
  readonly items: number;
  readonly splits: readonly { readonly split: string; readonly subjects: number; readonly items: number }[];
  readonly createdAt: Date;
  readonly erasedAt: Date | null;
}
export const datasetTable = new EntitySchema<DatasetRow>({
  name: 'dataset',
  columns: {
    project: key(),
    id: key(),
    digest: digest(),
    source: json(),
    items: { type: 'int' },
    splits: json(),
    createdAt: created,
    erasedAt: nullable(instant('erased_at')),
  },
  foreignKeys: [toProject('dataset')],
});

export interface DatasetFileRow {
  readonly project: string;
  readonly dataset: string;
  /** Of the file as it was sent. */
  readonly sha256: string;
  readonly bytes: string;
  /** The blob that holds it, sealed. */
  readonly sealed: string;
  readonly createdAt: Date;
}
export const datasetFileTable = new EntitySchema<DatasetFileRow>({
  name: 'dataset_file',
  columns: {
    project: key(),
    dataset: key(),
    sha256: { type: 'char', length: 64, primary: true },
    bytes: { type: 'bigint' },
    sealed: digest(),
    createdAt: created,
  },
  foreignKeys: [toProject('dataset_file')],
});

export interface PlanRow {
  readonly project: string;
  readonly digest: string;
  readonly name: string;
  readonly content: unknown;
  readonly createdAt: Date;
}
export const planTable = new EntitySchema<PlanRow>({
  name: 'plan',
  columns: {
    project: key(),
    digest: { type: 'char', length: 64, primary: true },
    name: text(),
    content: json(),
    createdAt: created,
  },
  foreignKeys: [toProject('plan')],
  indices: [index('plan_by_age')],
});

export interface IdempotentRequestRow {
  readonly caller: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly headers: Readonly<Record<string, string>> | null;
  /** Null while the first request is being answered. */
  readonly body: string | null;
  readonly createdAt: Date;
}
export const idempotentRequestTable = new EntitySchema<IdempotentRequestRow>({
  name: 'idempotent_request',
  columns: {
    caller: key(),
    key: key(),
    fingerprint: digest(),
    headers: nullable(json()),
    body: nullable(text()),
    createdAt: created,
  },
});

export interface UploadRow {
  readonly id: string;
  readonly project: string;
  readonly bytes: string;
  readonly createdAt: Date;
}
export const uploadTable = new EntitySchema<UploadRow>({
  name: 'upload',
  columns: {
    id: { type: 'char', length: 48, primary: true },
    project: text(),
    bytes: { type: 'bigint' },
    createdAt: created,
  },
  foreignKeys: [toProject('upload')],
});

export interface ProjectBlobRow {
  readonly project: string;
  readonly sha256: string;
  readonly bytes: string;
  readonly createdAt: Date;
}
export const projectBlobTable = new EntitySchema<ProjectBlobRow>({
  name: 'project_blob',
  columns: {
    project: key(),
    sha256: { type: 'char', length: 64, primary: true },
    bytes: { type: 'bigint' },
    createdAt: created,
  },
  foreignKeys: [toProject('project_blob')],
});

export interface UserRow {
  readonly id: string;
  readonly subject: string;
  readonly role: UserRole;
  readonly project: string | null;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}
export const userTable = new EntitySchema<UserRow>({
  name: 'app_user',
  columns: {
    id: { type: 'uuid', primary: true },
    subject: text(),
    role: text(),
    project: nullable(text()),
    createdAt: created,
    disabledAt: nullable(instant('disabled_at')),
  },
  uniques: [{ name: 'app_user_subject_key', columns: ['subject'] }],
  checks: [oneOf('app_user', 'role', roles)],
  foreignKeys: [toProject('app_user')],
});

export interface EndpointRow {
  readonly project: string;
  readonly name: string;
  readonly url: string;
  /** As the endpoint calls it. */
  readonly model: string;
  readonly sealedKey: Buffer | null;
  readonly createdAt: Date;
}
export const endpointTable = new EntitySchema<EndpointRow>({
  name: 'endpoint',
  columns: {
    project: key(),
    name: key(),
    url: text(),
    model: text(),
    sealedKey: { type: 'bytea', name: 'sealed_key', nullable: true },
    createdAt: created,
  },
  foreignKeys: [toProject('endpoint')],
});
