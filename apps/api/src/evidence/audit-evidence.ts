/** An audit of a project as signed evidence. Handing it out is logged first: an export that is not logged is none. */
import { buildReport, digestOf, readAudit, type StoredAudit } from '@palimpsest/audit';
import type { Report } from '@palimpsest/contracts';
import { buildBundle, type EvidenceInputs, type Files } from '@palimpsest/evidence';
import { auditLog, checkpoints, postgresAuditStore, type AuditKey } from '@palimpsest/persistence';
import { runtimeSoftware, type EvidenceSigner } from '@palimpsest/platform';
import { evidenceDocuments, type ArtifactReader } from '@palimpsest/report';
import type { Platform } from '../platform.js';
import { logAboutAudit } from './log-about-audit.js';

export interface EvidenceOptions {
  readonly redacted: boolean;
  readonly signer: EvidenceSigner;
  readonly pictures: ArtifactReader;
  /** For the log. */
  readonly actor: string;
}

/** @throws AuditInputError when there is no such audit */
export async function auditEvidence(
  platform: Platform,
  at: AuditKey,
  { redacted, signer, pictures, actor }: EvidenceOptions,
): Promise<Files> {
  const { database, catalog, now } = platform;
  const stored = await readAudit(at.audit, { store: postgresAuditStore(database, at.project), catalog });
  const { record, findings } = stored;
  const report = buildReport({ record, findings, catalog });
  const inputs = await inputsOf(platform, at.project, stored, report);
  const detail = { form: redacted ? 'redacted' : 'unredacted', signer: signer.keyId };
  const event = { at: now().toISOString(), actor, action: 'evidence.export', target: at.audit, detail };
  const log = auditLog(database, at.project);
  const logged = await log.append(event);
  const about = { audit: at.audit, dataset: record.dataset.id, pictures: picturesIn(stored), redacted };
  const checkpointFiles = new Map(inputs.checkpoints.map(({ name, files }) => [name, files]));
  return buildBundle(
    {
      ...{ report, plan: record.plan, findings, inputs },
      log: await logAboutAudit(log, about, logged),
      documents: async (shown, parts) => (await evidenceDocuments(shown, { parts, checkpointFiles, pictures })).files,
    },
    { redacted, signer },
  );
}

const picturesIn = ({ findings }: StoredAudit): ReadonlySet<string> =>
  new Set(
    findings.flatMap((one) => (one.kind === 'attack' ? one.artifacts.map(({ artifact }) => artifact.sha256) : [])),
  );

async function inputsOf(
  { database }: Platform,
  project: string,
  { record }: StoredAudit,
  report: Report,
): Promise<EvidenceInputs> {
  const register = checkpoints(database, project);
  const listed: EvidenceInputs['checkpoints'] = [];
  for (const { name, roles, family, digest } of report.identity.checkpoints) {
    const files = (await register.find(name))?.files ?? [];
    // Files of a checkpoint of another digest are not what was audited.
    const own = digestOf(files) === digest ? files : [];
    listed.push({ name, roles, family, digest, files: own.map((file) => ({ ...file })) });
  }
  return {
    plan: record.planDigest,
    dataset: record.dataset,
    checkpoints: listed,
    seeds: [...record.plan.seeds],
    software: { engine: record.engine, ...(await runtimeSoftware()), provider: 'cpu' },
  };
}
