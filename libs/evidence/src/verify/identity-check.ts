/** Report and manifest speak of the same audit, data and checkpoints, and each checkpoint is its files. */
import { canonicalJson } from '@palimpsest/contracts';
import { sha256 } from '../crypto/sha256.js';
import { failed, passed, type Evidence, type Outcome } from './check.js';
import { readManifest, readReport } from './read.js';

export async function checkIdentity({ files }: Evidence): Promise<Outcome> {
  const { identity } = readReport(files);
  const { audit, inputs } = readManifest(files);
  const named = (list: readonly { readonly name: string; readonly digest: string }[]) =>
    canonicalJson(list.map(({ name, digest }) => ({ name, digest })));
  const problems = [
    ...(audit === identity.audit ? [] : ['manifest.json is that of another audit']),
    ...(canonicalJson(inputs.dataset) === canonicalJson(identity.dataset) ? [] : ['manifest.json names other data']),
    ...(named(inputs.checkpoints) === named(identity.checkpoints) ? [] : ['manifest.json names other checkpoints']),
  ];
  let listed = 0;
  for (const { name, digest, files: own } of inputs.checkpoints) {
    if (own.length === 0) continue;
    listed++;
    if ((await sha256(canonicalJson(own))) !== digest)
      problems.push(`manifest.json: checkpoint ${name} is not made of the files listed for it`);
  }
  if (problems.length > 0) return failed(...problems);
  return passed(`${inputs.checkpoints.length} checkpoints, ${listed} of them file by file`);
}
