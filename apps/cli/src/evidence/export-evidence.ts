/** A stored audit as a folder, or one file, that others can check. */
import type { ReportPictures } from '@palimpsest/contracts';
import type { AnnexListing, Files } from '@palimpsest/evidence';
import type { EvidenceOptions } from '../commands/evidence.js';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { annexText, sharedBy } from './annex-of.js';
import { refuseTaken, writeBundle } from './bundle-folder.js';
import { loggedText } from './export-log.js';

export interface Exported {
  readonly files: Files;
  /** Who signed; null when nobody did. */
  readonly keyId: string | null;
  /** What could not be drawn, and why. */
  readonly omitted: readonly string[];
  /** What is encrypted beside the rest. */
  readonly annex: AnnexListing | null;
  /** Number and digest of the export in a log. */
  readonly logged: { readonly sequence: number; readonly digest: string } | null;
}

/** @throws UsageError before anything is written when key or folder cannot be used */
export async function exportEvidence(id: string, invocation: Invocation<EvidenceOptions>): Promise<void> {
  const { options } = invocation;
  const pictures = chosenPictures(options);
  if (options.annexAnswers && !options.annexKey)
    throw new UsageError('--annex-answers are encrypted or not given: name who may have them with --annex-key');
  await refuseTaken(options.output); // before anybody signs or logs
  const { files, omitted, keyId, annex, logged } = options.server
    ? await (await import('./server-evidence.js')).serverEvidence(id, pictures, invocation)
    : await (await import('./local-evidence.js')).localEvidence(id, pictures, invocation);
  await writeBundle(options.output, files);
  const form = pictures === 'show' ? 'unredacted' : 'redacted';
  const written = {
    ...{ audit: id, folder: options.output, form, pictures, files: [...files.keys()], omitted, keyId },
    annex: annex && sharedBy(annex),
    logged,
  };
  await emit(options.json, written, () =>
    [
      `${options.output}: ${files.size} files, ${form}`,
      ...omitted,
      stampText('plan', files.has('timestamps/plan.tsr'), 'audit run'),
      stampText('folder', files.has('timestamps/manifest.tsr'), 'evidence export'),
      keyId ? `signed by ${keyId}` : 'not signed: nobody vouches for it (--key)',
      ...(pictures === 'show' ? ['shows people'] : []),
      ...(annex ? [annexText(annex)] : []),
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
