/** A stored audit as a folder, or one file, that others can check. */
import { readAudit, type StoredAudit } from '@palimpsest/audit';
import type { Report } from '@palimpsest/contracts';
import { buildBundle, type EvidenceInputs, type Files } from '@palimpsest/evidence';
import { runtimeSoftware } from '@palimpsest/platform';
import { reportOf } from '../audits/stored-report.js';
import type { EvidenceOptions } from '../commands/evidence.js';
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { CheckpointRegistry } from '../state/checkpoint-registry.js';
import { storedAudits } from '../state/stored-audits.js';
import { planTimeStamp } from '../timestamp/plan-time-stamps.js';
import { timeStamper } from '../timestamp/time-stamper.js';
import { refuseTaken, writeBundle } from './bundle-folder.js';
import { chosenSigner } from './chosen-signer.js';
import { logUnredactedExport } from './export-log.js';

export interface Exported {
  readonly files: Files;
  /** Who signed; null when nobody did. */
  readonly keyId: string | null;
  /** What could not be drawn, and why. */
  readonly omitted: readonly string[];
  /** Number and digest of the export in a log. */
  readonly logged: { readonly sequence: number; readonly digest: string } | null;
}

/** @throws UsageError before anything is written when key or folder cannot be used */
export async function exportEvidence(id: string, invocation: Invocation<EvidenceOptions>): Promise<void> {
  const { options } = invocation;
  await refuseTaken(options.output); // before anybody signs or logs
  const { files, omitted, keyId, logged } = options.server
    ? await (await import('./server-evidence.js')).serverEvidence(id, invocation)
    : await evidenceHere(id, invocation);
  await writeBundle(options.output, files);
  const form = options.unredacted ? 'unredacted' : 'redacted';
  const written = { audit: id, folder: options.output, form, files: [...files.keys()], omitted, keyId, logged };
  await emit(options.json, written, () =>
    [
      `${options.output}: ${files.size} files, ${form}`,
      ...omitted,
      stampText('plan', files.has('timestamps/plan.tsr'), 'audit run'),
      stampText('folder', files.has('timestamps/manifest.tsr'), 'evidence export'),
      keyId ? `signed by ${keyId}` : 'not signed: nobody vouches for it (--key)',
      ...(logged ? [loggedText(logged, options)] : []),
      `check it with palimpsest verify ${options.output}`,
    ].join('\n'),
  );
}

const stampText = (what: string, isStamped: boolean, command: string): string =>
  isStamped
    ? `${what} time-stamped`
    : `${what} not time-stamped: only you say by when it was there (${command} --timestamp)`;

function loggedText({ sequence, digest }: NonNullable<Exported['logged']>, { unredacted }: EvidenceOptions): string {
  const shows = unredacted ? 'shows people; ' : '';
  return `${shows}logged as export ${sequence}, ${digest}`;
}

async function evidenceHere(id: string, { options }: Invocation<EvidenceOptions>): Promise<Exported> {
  const signer = await chosenSigner(options);
  const stamp = options.timestamp === undefined ? null : timeStamper(options.timestamp);
  const audits = storedAudits(options.state);
  const audit = await readAudit(id, audits);
  const report = await reportOf(audit, audits, null);
  const inputs = await inputsOf(audit, report, options.state);
  const omitted: string[] = [];
  const contents = {
    ...{ report, plan: audit.record.plan, findings: audit.findings, inputs },
    planTimeStamp: await planTimeStamp(options.state, id),
    documents: async (shown: Report, parts: Files): Promise<Files> => {
      const { evidenceDocuments } = await import('@palimpsest/report');
      const checkpointFiles = new Map(inputs.checkpoints.map((one) => [one.name, one.files]));
      const pictures = async (digest: string) => (await audits.store.artifacts.get(digest)) ?? undefined;
      const drawn = await evidenceDocuments(shown, { parts, checkpointFiles, pictures });
      omitted.push(...drawn.omitted);
      return drawn.files;
    },
  };
  const files = await buildBundle(contents, { redacted: !options.unredacted, signer, stamp });
  const keyId = signer?.keyId ?? null;
  const logged = options.unredacted
    ? await logUnredactedExport(options.state, { audit: id, keyId, now: new Date() })
    : null; // before anything is handed out: an export that is not logged is none
  return { files, keyId, omitted, logged };
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
