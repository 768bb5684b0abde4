/** Every finding is the row that its key names, and they are all there, in order. */
import { canonicalJson, type Finding } from '@palimpsest/contracts';
import { sha256 } from '../crypto/sha256.js';
import { failed, passed, type Evidence, type Outcome } from './check.js';
import { readFindings, readManifest, readReport } from './read.js';

export async function checkFindings({ files }: Evidence): Promise<Outcome> {
  const findings = readFindings(files);
  const [{ identity }, { form }] = [readReport(files), readManifest(files)];
  const changed: string[] = [];
  let withheld = 0;
  for (const [index, finding] of findings.entries()) {
    if ((await keyOf(finding)) === finding.key) continue;
    if (form === 'redacted' && finding.kind === 'attack' && finding.artifacts.length === 0) withheld++;
    else changed.push(`findings.jsonl, line ${index + 1}: the row is not the one that its key names`);
  }
  const all = await sha256(findings.map(({ key }) => key).join('\n'));
  const complete = all === identity.findings ? [] : ['findings.jsonl: a finding was removed, added or moved'];
  const problems = [...changed, ...complete];
  if (problems.length > 0) return failed(...problems);
  return passed(
    `${findings.length} findings`,
    ...(withheld > 0
      ? [`${withheld} of them lack their pictures here: only the unredacted form shows that the rest is unchanged`]
      : []),
  );
}

/** Keys that are undefined are left out of canonical JSON. */
function keyOf(finding: Finding): Promise<string> {
  return sha256(canonicalJson({ ...finding, key: undefined }));
}
