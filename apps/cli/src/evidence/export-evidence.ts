/** A stored audit as a folder that others can check. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readAudit, type StoredAudit } from '@palimpsest/audit';
import { reportJsonSchema, type Report, type ReportPictures } from '@palimpsest/contracts';
import {
  blurStrips,
  buildBundle,
  readRecipients,
  type EvidenceInputs,
  type Files,
  type PictureReader,
  type ShownReport,
} from '@palimpsest/evidence';
import { machineForm, picturesOf, reportHtml, reportOf, reportPdf } from '../audits/stored-report.js';
import type { EvidenceOptions } from '../commands/evidence.js';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { CheckpointRegistry } from '../state/checkpoint-registry.js';
import { storedAudits } from '../state/stored-audits.js';
import { planTimeStamp } from '../timestamp/plan-time-stamps.js';
import { timeStamper } from '../timestamp/time-stamper.js';
import { annexOf, annexText, sharedBy } from './annex-of.js';
import { writeBundle } from './bundle-folder.js';
import { chosenSigner } from './chosen-signer.js';
import { logExport, loggedText } from './export-log.js';

/** @throws UsageError before anything is written when key or folder cannot be used */
export async function exportEvidence(id: string, { options }: Invocation<EvidenceOptions>): Promise<void> {
  const pictures = chosenPictures(options);
  if (options.annexAnswers && !options.annexKey)
    throw new UsageError('--annex-answers are encrypted or not given: name who may have them with --annex-key');
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
    documents: async (shown: Report, parts: Files): Promise<Files> =>
      new Map([
        ['bom.cdx.json', utf8(await billOfMaterials(shown, parts, inputs))],
        ['report.html', utf8(await reportHtml({ report: shown, read: shownPicture }))],
        ...(await pdfOf({ report: shown, read: shownPicture }, omitted)),
        ['report.csv', utf8(await machineForm(shown, 'csv'))],
        ['report.junit.xml', utf8(await machineForm(shown, 'junit'))],
        ['report.sarif', utf8(await machineForm(shown, 'sarif'))],
        ['report.schema.json', utf8(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`)],
      ]),
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
  await writeBundle(options.output, files);
  const written = {
    ...{ audit: id, folder: options.output, form, pictures, files: [...files.keys()], omitted, keyId },
    annex: annex && sharedBy(annex.listing),
    logged,
  };
  await emit(options.json, written, () =>
    [
      `${options.output}: ${files.size} files, ${form}`,
      ...omitted,
      stampText('plan', contents.planTimeStamp !== null, 'audit run'),
      stampText('folder', stamp !== null, 'evidence export'),
      signer ? `signed by ${signer.keyId}` : 'not signed: nobody vouches for it (--key)',
      ...(pictures === 'show' ? ['shows people'] : []),
      ...(annex ? [annexText(annex.listing)] : []),
      ...(logged ? [loggedText(logged)] : []),
      `check it with palimpsest verify ${options.output}`,
    ].join('\n'),
  );
}

function chosenPictures({ pictures, unredacted = false }: EvidenceOptions): ReportPictures {
  if (!unredacted) return pictures ?? 'withhold';
  if (pictures === undefined || pictures === 'show') return 'show';
  throw new UsageError(`--unredacted shows pictures and --pictures ${pictures} does not; give one of them`);
}

const stampText = (what: string, isStamped: boolean, command: string): string =>
  isStamped
    ? `${what} time-stamped`
    : `${what} not time-stamped: only you say by when it was there (${command} --timestamp)`;

/** A name in an alphabet that no font of the PDF has withholds the PDF, and says so, but not the evidence. */
async function pdfOf(shown: ShownReport, omitted: string[]): Promise<[string, Uint8Array][]> {
  const { MissingGlyphError } = await import('@palimpsest/report');
  try {
    return [['report.pdf', await reportPdf(shown)]];
  } catch (error) {
    if (!(error instanceof MissingGlyphError)) throw error;
    omitted.push(`without report.pdf: ${error.message}`);
    return [];
  }
}

/** With the digests of what lies beside it, and of the checkpoints' files. */
async function billOfMaterials(report: Report, parts: Files, { checkpoints }: EvidenceInputs): Promise<string> {
  const { renderCycloneDx } = await import('@palimpsest/report');
  const files = [...parts].map(([path, content]) => ({ path, sha256: sha256(content) }));
  return renderCycloneDx(report, { files, checkpointFiles: new Map(checkpoints.map((one) => [one.name, one.files])) });
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
    software: {
      engine: record.engine,
      runtime: `Node ${process.version} on ${process.platform} ${process.arch}`,
      lockFile: await lockFileDigest(),
      provider: 'cpu',
    },
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

async function lockFileDigest(): Promise<string | null> {
  const bytes = await readFile(new URL('../../../../package-lock.json', import.meta.url)).catch(() => null);
  return bytes && sha256(bytes);
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
