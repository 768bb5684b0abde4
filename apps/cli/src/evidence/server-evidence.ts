/** Evidence of an audit on a server: signed there with the server's key, fetched, and checked before it is kept. */
import {
  ArchiveError,
  bundleLimits,
  filesIn,
  readLog,
  readPublicKey,
  stampedBundle,
  verifyBundle,
  type Files,
} from '@palimpsest/evidence';
import type { ReportPictures } from '@palimpsest/contracts';
import type { EvidenceOptions } from '../commands/evidence.js';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { bytesText } from '../output/words.js';
import { connect } from '../server/connect.js';
import { timeStamper } from '../timestamp/time-stamper.js';
import type { Exported } from './export-evidence.js';

/** Drawing the report of a large audit takes a while, and so does the way. */
const patienceMs = 280_000;

/** @throws UsageError for options of this machine; ProblemError for what the server refuses */
export async function serverEvidence(
  audit: string,
  pictures: ReportPictures,
  { options, progress }: Invocation<EvidenceOptions>,
): Promise<Exported> {
  refuseOwnKeys(options);
  refuseWhatServersLack(pictures, options);
  const stamp = options.timestamp === undefined ? null : timeStamper(options.timestamp);
  const { client, project } = await connect(options);
  const task = progress.task(audit, 1);
  const ask = pictures === 'show' ? client.exportUnredactedEvidence : client.exportEvidence;
  const archive = await ask({ project, audit }, { timeoutMs: patienceMs, onBytes });
  task.finish(bytesText(archive.length));
  const signed = await intactFiles(archive);
  const files = stamp ? await stampedBundle(signed, stamp) : signed;
  return {
    files,
    keyId: await signerOf(files),
    omitted: omittedFrom(files),
    annex: null,
    logged: readLog(files)?.head ?? null,
  };

  function onBytes(received: number, total: number | null): void {
    if (received > bundleLimits.bytes) throw new UsageError(`The server sends more than ${bundleLimits.bytes} bytes`);
    task.update(total === null ? 0 : received / total, bytesText(received));
  }
}

function refuseOwnKeys({ key, signer, signerKey }: EvidenceOptions): void {
  if (key ?? signer ?? signerKey)
    throw new UsageError(
      'A server signs with its own key; leave --key, --signer and --signer-key away, or export on this machine',
    );
}

function refuseWhatServersLack(pictures: ReportPictures, { annexKey }: EvidenceOptions): void {
  if (annexKey) throw new UsageError('A server encrypts no annex; leave --annex-key away, or export on this machine');
  if (pictures === 'blur')
    throw new UsageError('A server blurs no pictures of evidence; take --pictures withhold or show, or this machine');
}

async function intactFiles(archive: Uint8Array): Promise<Files> {
  const files = await filesIn(archive).catch((error: unknown) => {
    throw error instanceof ArchiveError ? new UsageError(`What the server sent: ${error.message}`) : error;
  });
  const { intact, checks } = await verifyBundle({ files, trusted: [] });
  if (intact) return files;
  const problems = checks.filter(({ state }) => state === 'failed').flatMap(({ details }) => details);
  throw new UsageError(`What the server sent does not hang together, and was not kept: ${problems.join('; ')}`);
}

const omittedFrom = (files: Files): readonly string[] =>
  files.has('report.pdf') ? [] : ['without report.pdf: the server has no font for a name in it'];

async function signerOf(files: Files): Promise<string | null> {
  const pem = files.get('public-key.pem');
  return pem ? (await readPublicKey(new TextDecoder().decode(pem))).keyId : null;
}
