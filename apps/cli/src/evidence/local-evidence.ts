/** Evidence of an audit on this machine, signed by whom the options name. */
import { readAudit, type StoredAudit } from '@palimpsest/audit';
import type { Report, ReportPictures } from '@palimpsest/contracts';
import {
  blurStrips,
  buildBundle,
  readRecipients,
  type EvidenceInputs,
  type Files,
  type PictureReader,
} from '@palimpsest/evidence';
import { runtimeSoftware } from '@palimpsest/platform';
import { picturesOf, reportOf } from '../audits/stored-report.js';
import type { EvidenceOptions } from '../commands/evidence.js';
import type { Invocation } from '../commands/invocation.js';
import { CheckpointRegistry } from '../state/checkpoint-registry.js';
import { storedAudits } from '../state/stored-audits.js';
import { planTimeStamp } from '../timestamp/plan-time-stamps.js';
import { timeStamper } from '../timestamp/time-stamper.js';
import { annexOf, sharedBy } from './annex-of.js';
import { chosenSigner } from './chosen-signer.js';
import type { Exported } from './export-evidence.js';
import { logExport } from './export-log.js';

/** @throws UsageError for keys, authorities and recipients that cannot be used; AuditInputError for an unknown audit */
export async function localEvidence(
  id: string,
  pictures: ReportPictures,
  { options }: Invocation<EvidenceOptions>,
): Promise<Exported> {
  const signer = await chosenSigner(options);
  const recipients = await readRecipients(options.annexKey ?? []);
  const stamp = options.timestamp === undefined ? null : timeStamper(options.timestamp);
  const audits = storedAudits(options.state);
  const audit = await readAudit(id, audits);
  const report = await reportOf(audit, audits, null);
  const inputs = await inputsOf(audit, report, options.state);
  const annex = await annexOf(audit, { recipients, answers: options.annexAnswers ?? false, state: options.state });
  const source = picturesOf(audits);
  const blurred = pictures === 'blur' ? await blurStrips(report.pictures, source) : null;
  const shownPicture: PictureReader = async (digest) =>
    pictures === 'show' ? source.read(digest) : blurred?.pictures.get(digest);
  const omitted: string[] = [];
  const contents = {
    ...{ report, plan: audit.record.plan, findings: audit.findings, inputs, annex },
    ...(blurred ? { blurred: blurred.strips } : {}),
    planTimeStamp: await planTimeStamp(options.state, id),
    documents: async (shown: Report, parts: Files): Promise<Files> => {
      const { evidenceDocuments } = await import('@palimpsest/report');
      const checkpointFiles = new Map(inputs.checkpoints.map((one) => [one.name, one.files]));
      const drawn = await evidenceDocuments(shown, { parts, checkpointFiles, pictures: shownPicture });
      omitted.push(...drawn.omitted);
      return drawn.files;
    },
  };
  const files = await buildBundle(contents, { redacted: pictures !== 'show', signer, stamp });
  const form = pictures === 'show' ? 'unredacted' : 'redacted';
  const keyId = signer?.keyId ?? null;
  const logged =
    pictures === 'show' || annex
      ? await logExport(options.state, {
          ...{ action: 'evidence.export', audit: id, now: new Date() },
          detail: { form, signer: keyId, ...(annex ? sharedBy(annex.listing) : {}) },
        })
      : null; // before anything is handed out: an export that is not logged is none
  return { files, keyId, omitted, annex: annex && annex.listing, logged };
}

async function inputsOf({ record }: StoredAudit, report: Report, state: string): Promise<EvidenceInputs> {
  const registry = new CheckpointRegistry(state);
  const checkpoints: EvidenceInputs['checkpoints'] = [];
  for (const { name, roles, family, digest } of report.identity.checkpoints)
    checkpoints.push({ name, roles, family, digest, ...(await signedFilesOf(registry, name, digest)) });
  return {
    plan: record.planDigest,
    dataset: record.dataset,
    checkpoints,
    seeds: [...record.plan.seeds],
    software: { engine: record.engine, ...(await runtimeSoftware()), provider: 'cpu' },
  };
}

/** File by file, and with the signature they agreed with, where the checkpoint still lies here unchanged. */
async function signedFilesOf(registry: CheckpointRegistry, name: string, digest: string) {
  const entry = await registry.find(name).catch(() => null);
  if (!entry) return { files: [] };
  const { readManifest } = await import('@palimpsest/models');
  const found = await readManifest(entry.folder, entry.variant).catch(() => null);
  if (found?.digest !== digest) return { files: [] };
  return { files: [...found.files], ...(entry.oms && { oms: entry.oms }) };
}
