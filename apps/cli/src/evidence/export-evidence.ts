/** A stored audit as a folder that others can check. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readAudit, type StoredAudit } from '@palimpsest/audit';
import { reportJsonSchema, type Report } from '@palimpsest/contracts';
import { buildBundle, readSigner, type EvidenceInputs, type Files } from '@palimpsest/evidence';
import { machineForm, reportHtml, reportOf, reportPdf } from '../audits/stored-report.js';
import type { EvidenceOptions } from '../commands/evidence.js';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { CheckpointRegistry } from '../state/checkpoint-registry.js';
import { storedAudits, type StoredAudits } from '../state/stored-audits.js';
import { writeBundle } from './bundle-folder.js';

/** @throws UsageError before anything is written when key or folder cannot be used */
export async function exportEvidence(id: string, { options }: Invocation<EvidenceOptions>): Promise<void> {
  const signer = await signerOf(options.key);
  const audits = storedAudits(options.state);
  const audit = await readAudit(id, audits);
  const report = await reportOf(audit, audits, null);
  const omitted: string[] = [];
  const contents = {
    ...{ report, plan: audit.record.plan, findings: audit.findings },
    inputs: await inputsOf(audit, report, options.state),
    documents: async (shown: Report): Promise<Files> =>
      new Map([
        ['report.html', utf8(await reportHtml(shown, audits))],
        ...(await pdfOf(shown, audits, omitted)),
        ['report.csv', utf8(await machineForm(shown, 'csv'))],
        ['report.junit.xml', utf8(await machineForm(shown, 'junit'))],
        ['report.sarif', utf8(await machineForm(shown, 'sarif'))],
        ['report.schema.json', utf8(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`)],
      ]),
  };
  const files = await buildBundle(contents, { redacted: !options.unredacted, signer });
  await writeBundle(options.output, files);
  const form = options.unredacted ? 'unredacted' : 'redacted';
  const written = { audit: id, folder: options.output, form, files: [...files.keys()], omitted, keyId: signer?.keyId ?? null };
  await emit(options.json, written, () =>
    [
      `${options.output}: ${files.size} files, ${form}`,
      ...omitted,
      signer ? `signed by ${signer.keyId}` : 'not signed: nobody vouches for it (--key)',
      `check it with palimpsest verify ${options.output}`,
    ].join('\n'),
  );
}

/** A name in an alphabet that no font of the PDF has withholds the PDF, and says so, but not the evidence. */
async function pdfOf(report: Report, audits: StoredAudits, omitted: string[]): Promise<[string, Uint8Array][]> {
  const { MissingGlyphError } = await import('@palimpsest/report');
  try {
    return [['report.pdf', await reportPdf(report, audits)]];
  } catch (error) {
    if (!(error instanceof MissingGlyphError)) throw error;
    omitted.push(`without report.pdf: ${error.message}`);
    return [];
  }
}

async function signerOf(file: string | undefined) {
  const pem = file === undefined ? process.env['PALIMPSEST_SIGNING_KEY'] : await readPem(file);
  return pem === undefined || pem === '' ? null : readSigner(pem);
}

const readPem = (file: string) =>
  readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read; make a key with palimpsest keys new`);
  });

async function inputsOf({ record }: StoredAudit, report: Report, state: string): Promise<EvidenceInputs> {
  const registry = new CheckpointRegistry(state);
  const checkpoints: EvidenceInputs['checkpoints'] = [];
  for (const { name, roles, family, digest } of report.identity.checkpoints)
    checkpoints.push({ name, roles, family, digest, files: await filesOf(registry, name, digest) });
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

/** File by file, where the checkpoint still lies here unchanged. */
async function filesOf(registry: CheckpointRegistry, name: string, digest: string) {
  const entry = await registry.find(name).catch(() => null);
  if (!entry) return [];
  const { readManifest } = await import('@palimpsest/models');
  const found = await readManifest(entry.folder, entry.variant).catch(() => null);
  return found?.digest === digest ? [...found.files] : [];
}

async function lockFileDigest(): Promise<string | null> {
  const bytes = await readFile(new URL('../../../../package-lock.json', import.meta.url)).catch(() => null);
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
