/**
 * What is encrypted is what the manifest lists, for as many keys as it names, and belongs to findings of this bundle. What
 * is inside only a key can tell: `openAnnex`.
 */
import type { Finding } from '@palimpsest/contracts';
import { annexFolder, annexPaths, type AnnexListing } from '../annex/listing.js';
import { failed, notChecked, passed, type Evidence, type Outcome } from './check.js';
import { readFindings, readManifest } from './read.js';

/** Whatever cannot be read rejects the promise, as of every check. */
export const checkAnnex = (evidence: Evidence): Promise<Outcome> => Promise.resolve(evidence).then(look);

function look({ files }: Evidence): Outcome {
  const { annex, files: listed } = readManifest(files);
  const lying = listed.flatMap(({ path }) => (path.startsWith(annexFolder) ? [path] : []));
  const described = annex ? annexPaths(annex) : [];
  const problems = [
    ...lying.filter((path) => !described.includes(path)).map((path) => `${path} is not described in manifest.json`),
    ...described.filter((path) => !lying.includes(path)).map((path) => `${path} is described but not listed`),
    ...(annex ? [...wrongHeaders(annex, files), ...strangers(annex, readFindings(files))] : []),
  ];
  if (problems.length > 0) return failed(...problems);
  if (!annex) return notChecked('nothing is encrypted');
  const answers = annex.answers ? ` and ${annex.answers.lines.length} answers` : '';
  return passed(
    `${annex.perturbations.length} perturbations${answers}, not opened: that takes a secret key (evidence open-annex)`,
    ...annex.recipients.map((recipient) => `for ${recipient}`),
  );
}

/** The header of age is text: its version, then a stanza for each recipient, `-> …`, then `--- ` and its MAC. */
function wrongHeaders(annex: AnnexListing, files: Evidence['files']): readonly string[] {
  const { format, recipients } = annex;
  return annexPaths(annex).flatMap((path) => {
    const header = new TextDecoder('latin1').decode(files.get(path)?.subarray(0, 65_536));
    const [version, ...lines] = header.slice(0, header.indexOf('\n--- ') + 1).split('\n');
    const stanzas = lines.filter((line) => line.startsWith('-> ')).length;
    if (version !== format) return [`${path} is not encrypted as ${format}`];
    if (stanzas === recipients.length) return [];
    return [`${path} is encrypted for ${stanzas} keys, and manifest.json names ${recipients.length}`];
  });
}

function strangers({ perturbations }: AnnexListing, findings: readonly Finding[]): readonly string[] {
  const attacks = new Map(findings.flatMap((row) => (row.kind === 'attack' ? [[row.key, row]] : [])));
  return perturbations.flatMap(({ path, finding, sha256, checkpoint, probe, variant, seed, fold }) => {
    const attack = attacks.get(finding);
    if (!attack) return [`${path} belongs to no finding of this bundle`];
    const isOther =
      attack.checkpoint.name !== checkpoint ||
      attack.probe.label !== probe ||
      attack.variant !== variant ||
      attack.seed !== seed ||
      (attack.fold?.index ?? null) !== fold;
    const shown = attack.artifacts.find(({ kind }) => kind === 'perturbation');
    if (isOther) return [`${path} is described as another attack than that of its finding`];
    return shown && shown.artifact.sha256 !== sha256
      ? [`${path} is another perturbation than that of its finding`]
      : [];
  });
}
