/** A project with one of everything in it, and keys of every kind to ask with. */
import { roles, type GapFinding, type Permission, type UserRole } from '@palimpsest/contracts';
import { apiKeys, claims, postgresAuditStore, steps, uploads } from '@palimpsest/persistence';
import { createApiKey } from '@palimpsest/platform';
import request from 'supertest';
import type { ListeningServer } from './listening-server.js';

export interface Tenant {
  readonly project: string;
  /** Values of the parameters in paths; each is there. */
  readonly params: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<UserRole, string>>;
}

export const builtIn = (name: string) => ({ kind: 'built-in', name }) as const;
export const planOf = (name: string) => ({
  ...{ name, preset: 'screening', dataset: 'people' },
  checkpoints: [
    { name: 'idk-few', role: 'target' },
    { name: 'reference-a', role: 'reference' },
  ],
});

/** An address that nobody answers at. */
export const endpointOrigin = 'http://127.0.0.1:9';
export const endpoint = { name: 'model', url: `${endpointOrigin}/v1`, model: 'vlm' };

/** Due on 2026-02-28. */
export const requestOf = (id: string) => ({
  ...{ id, profile: 'eu', received: '2026-01-31', subjects: ['S-0123456789ab'], checkpoints: ['idk-few'] },
});

/** What is uploaded. */
export const content = Buffer.from('three bytes');

/** One that waits for its bytes. @returns its id */
export async function openUpload(
  { profile: { storage, database } }: ListeningServer,
  project: string,
): Promise<string> {
  const id = (await storage?.uploads.create({ bytes: content.length })) as string;
  await uploads(database, project).begin(id, content.length);
  return id;
}

export interface Grant {
  readonly role: UserRole;
  readonly project: string | null;
  readonly scopes?: readonly Permission[];
  readonly expiresAt?: number;
}

/** @returns the text of a new key */
export async function grant(server: ListeningServer, { role, project, scopes, expiresAt }: Grant): Promise<string> {
  const given = { name: `${role} of ${project}`, role, project, scopes: scopes ?? null, expiresAt: expiresAt ?? null };
  const { record, text } = createApiKey(given);
  await apiKeys(server.profile.database).add(record);
  return text;
}

export async function openTenant(server: ListeningServer, project: string): Promise<Tenant> {
  const post = async (path: string, body: object) => {
    const sent = request(server.url).post(`/api/v1${path}`).auth(server.adminKey, { type: 'bearer' }).send(body);
    return (await sent.expect((answer) => answer.status < 300 || fail(path, answer.text))).body as { digest: string };
  };
  const inProject = `/projects/${project}`;
  await post('/projects', { id: project, title: `The project ${project}` });
  for (const name of ['idk-few', 'reference-a'])
    await post(`${inProject}/checkpoints`, { name, source: builtIn(name) });
  await post(`${inProject}/datasets`, { id: 'people', source: builtIn('people-published') });
  const plan = await post(`${inProject}/plans`, planOf(`plan-of-${project}`));
  const { id: audit } = (await post(`${inProject}/audits`, { plan: plan.digest })) as unknown as { id: string };
  const { sha256 } = await finishOneStep(server, { project, audit });
  await post(`${inProject}/endpoints`, endpoint);
  const erasure = requestOf(`request-of-${project}`);
  await post(`${inProject}/requests`, erasure);
  const person = { subject: `user of ${project}`, role: 'reviewer', project };
  const { id: user } = (await post('/users', person)) as unknown as { id: string };
  const upload = await openUpload(server, project);
  const keys: Partial<Record<UserRole, string>> = {};
  for (const role of roles) keys[role] = await grant(server, { role, project });
  const revocable = await grant(server, { role: 'reviewer', project });
  const params = { project, audit, sha256, plan: plan.digest, key: revocable.split('_')[1] as string };
  return {
    project,
    params: {
      ...params,
      ...{ checkpoint: 'idk-few', dataset: 'people', kind: 'probes' },
      endpoint: 'model',
      user,
      upload,
      request: erasure.id,
    },
    keys: keys as Record<UserRole, string>,
  };
}

/** As a worker would: a claim, a finding, the end of the step; and a picture in the store. */
async function finishOneStep(server: ListeningServer, at: { readonly project: string; readonly audit: string }) {
  const { database } = server.profile;
  const store = postgresAuditStore(database, at.project);
  const [step] = await steps(database, at).open();
  if (!step) throw new Error('an audit that was just started has no step');
  const claim = await claims(database).claim({ ...at, unit: step.unit }, 'a worker', 60);
  if (typeof claim === 'string') throw new Error(`the step is ${claim}`);
  await claims(database).finish(claim, [gapOf(step.unit)], 1);
  return store.artifacts.put(Buffer.from(`a picture of ${at.project}`), 'image/png');
}

export const gapOf = (unit: string): GapFinding => ({
  ...{ schema: 'palimpsest.finding/1', kind: 'gap', key: unit, unit, engine: '0.0.0', what: 'x', reason: 'none' },
  ...{ plan: '1'.repeat(64), dataset: '2'.repeat(64), checkpoint: { name: 'idk-few', digest: '3'.repeat(64) } },
});

function fail(path: string, text: string): never {
  throw new Error(`POST ${path}: ${text}`);
}
