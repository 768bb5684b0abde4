/** More rows than fit on a page into every list of acme; all of them of one instant. */
import { createApiKey } from '@palimpsest/platform';
import { apiKeys, auditLog, postgresAuditStore, users, type AuditKey } from '@palimpsest/persistence';
import type { World } from './describe-api.js';
import { gapOf } from './tenant.js';

const several = Array.from({ length: 9 }, (_, index) => index);
const instant = '2026-01-01T00:00:00.123Z';

export async function fillProject({ server, acme }: World): Promise<void> {
  const { database } = server.profile;
  const { project } = acme;
  const at: AuditKey = { project, audit: acme.params['audit'] as string };
  const insert = (text: string, ...more: readonly (string | null)[]) => database.query(text, [project, ...more]);
  for (const index of several) {
    // Names that collations order differently: capitals, dots, dashes.
    const name = `${index % 2 ? 'Filler' : 'filler'}${['.', '-', '_'][index % 3]}${index}`;
    const digest = String(index).repeat(64);
    await database.query('insert into project (id, title) values ($1, $1)', [name]);
    await insert(
      `insert into checkpoint (project, name, digest, family, source, files, bytes)
       select project, $2, digest, family, source, files, bytes from checkpoint where project = $1 and name = 'idk-few'`,
      name,
    );
    await insert(
      `insert into dataset (project, id, digest, source, items, splits)
       select project, $2, digest, source, items, splits from dataset where project = $1 and id = 'people'`,
      name,
    );
    await insert(
      `insert into dataset_file (project, dataset, sha256, bytes, sealed) values ($1, 'people', $2, 1, $2)`,
      digest,
    );
    await insert(
      `insert into plan (project, digest, name, content, created_at)
       select project, $2, $3, content, $4 from plan where project = $1 and digest = $5`,
      ...[digest, `filler-${index}`, instant, acme.params['plan'] as string],
    );
    const id = `filler-${String(index).repeat(12)}`;
    await insert(`insert into audit_record (project, id, content) values ($1, $2, '{}')`, id);
    await insert(
      `insert into audit (project, id, state, plan_name, plan_digest, priority, verdict, created_at)
       values ($1, $2, $3, $4, $5, 500, $6, $7)`,
      ...[
        id,
        index % 2 ? 'failed' : 'complete',
        `filler-${index}`,
        digest,
        index % 2 ? 'inconclusive' : 'leak',
        instant,
      ],
    );
    await insert(
      `insert into step (project, audit, unit, position, title, capability, content)
       values ($1, $2, $3, 100 + $4::int, 'a filler', 'cpu', '{}')`,
      ...[at.audit, digest, String(index)],
    );
    await postgresAuditStore(database, project).findings.put(
      at.audit,
      digest,
      [gapOf(digest), gapOf('a'.repeat(64))].map((finding, place) => ({
        ...finding,
        unit: digest,
        key: `${place}`.repeat(64),
      })),
    );
    await insert(
      `insert into endpoint (project, name, url, model, created_at) values ($1, $2, 'http://127.0.0.1:9', 'vlm', $3)`,
      ...[name, instant],
    );
    await insert(
      `insert into erasure_request (project, id, profile, received, due, subjects, checkpoints, audits, created_at)
       values ($1, $2, 'eu', '2026-01-31', $3, '["S-0123456789ab"]', '[]', '[]', $4)`,
      ...[name, index % 3 ? `2026-03-0${index}` : null, instant],
    );
    await users(database).add({ subject: name, role: 'reviewer', project });
    await apiKeys(database).add(
      createApiKey({ name, role: 'reviewer', project, scopes: null, expiresAt: null }).record,
    );
    await auditLog(database, project).append({
      at: instant,
      actor: 'a test',
      action: 'fill',
      target: name,
      detail: {},
    });
  }
}
