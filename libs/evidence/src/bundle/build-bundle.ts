/** A bundle: report, findings, plan and documents, listed, bound together and signed. */
import {
  canonicalJson,
  type AuditPlan,
  type Finding,
  type LogExcerpt,
  type PictureStrip,
  type Report,
} from '@palimpsest/contracts';
import { perturbationRows } from '../annex/perturbation-row.js';
import type { SealedAnnex } from '../annex/seal-annex.js';
import { seal, type Envelope, type Signer } from '../crypto/dsse.js';
import {
  digestOfManifest,
  listFiles,
  outside,
  rootOf,
  type EvidenceInputs,
  type Files,
  type Manifest,
} from './manifest.js';
import { markedReport, redactedFinding, redactedReport } from './redact.js';
import { statementOf, statementPayloadType } from './statement.js';

export interface BundleContents {
  readonly report: Report;
  readonly plan: AuditPlan;
  readonly findings: readonly Finding[];
  readonly inputs: EvidenceInputs;
  /** Pictures shown in the redacted form; none unless given. */
  readonly blurred?: readonly PictureStrip[];
  /** What is encrypted for those who may see it. */
  readonly annex?: SealedAnnex | null;
  /** A TimeStampResp over the plan's digest, made before the first result. */
  readonly planTimeStamp?: Uint8Array | null;
  /** What the log of the server says about the audit; redacted as the rest is. */
  readonly log?: LogExcerpt | null;
  /** The report for people and machines in other forms, by path; drawn from the report and the parts that they are given. */
  readonly documents: (report: Report, parts: Files) => Promise<Files>;
}

/** Asks a time-stamping authority about a SHA-256, hex, and gives back its TimeStampResp, DER. */
export type TimeStamper = (digest: string) => Promise<Uint8Array>;

export interface BundleOptions {
  /** Pictures of people and what could be traced to them are left out. */
  readonly redacted: boolean;
  /** Null for a bundle that only hangs together and that nobody vouches for. */
  readonly signer: (Signer & { readonly publicKey: string }) | null;
  /** Stamps the list of everything; without it nobody says that the bundle was there by any time. */
  readonly stamp?: TimeStamper | null;
}

/** Paths of the parts that verification reads. */
export const parts = {
  ...{ report: 'report.json', plan: 'plan.json', findings: 'findings.jsonl' },
  /** Of audits on a server. */
  log: 'audit-log.json',
} as const;

/** The files of a bundle, by path. The same contents and key give the same bytes, but for what an authority stamps anew and, with an annex, for what is encrypted anew, the list of it and the signature over that. */
export async function buildBundle(
  contents: BundleContents,
  { redacted, signer, stamp }: BundleOptions,
): Promise<Files> {
  const { annex } = contents;
  const shown = redacted ? redactedReport(contents.report, contents.blurred) : markedReport(contents.report);
  const withheld = perturbationRows(contents.findings, annex != null);
  const report = { ...shown, notMeasured: [...shown.notMeasured, ...withheld] };
  const findings = redacted ? contents.findings.map(redactedFinding) : contents.findings;
  const read = new Map<string, Uint8Array>([
    [parts.report, utf8(`${JSON.stringify(report, null, 2)}\n`)],
    [parts.plan, utf8(`${JSON.stringify(contents.plan, null, 2)}\n`)],
    [parts.findings, utf8(findings.map((finding) => `${canonicalJson(finding)}\n`).join(''))],
    ...(contents.log ? [[parts.log, utf8(`${JSON.stringify(contents.log, null, 2)}\n`)] as const] : []),
  ]);
  const listed = new Map([...read, ...(await contents.documents(report, read)), ...(annex?.files ?? [])]);
  const files = await listFiles(listed);
  const manifest: Manifest = {
    schema: 'palimpsest.evidence/1',
    audit: report.identity.audit,
    form: redacted ? 'redacted' : 'unredacted',
    inputs: contents.inputs,
    ...(annex ? { annex: annex.listing } : {}),
    files,
    merkleRoot: await rootOf(files),
  };
  const bundle = new Map([...listed, [outside.manifest, utf8(`${JSON.stringify(manifest, null, 2)}\n`)]]);
  if (contents.planTimeStamp) bundle.set(outside.planTimeStamp, contents.planTimeStamp);
  if (stamp) bundle.set(outside.manifestTimeStamp, await stamp(await digestOfManifest(manifest)));
  if (!signer) return bundle;
  const statement = utf8(canonicalJson(await statementOf(report, manifest)));
  const sealed: Envelope = await seal(statementPayloadType, statement, signer);
  bundle.set(outside.statement, utf8(`${JSON.stringify(sealed, null, 2)}\n`));
  bundle.set(outside.publicKey, utf8(signer.publicKey));
  return bundle;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
