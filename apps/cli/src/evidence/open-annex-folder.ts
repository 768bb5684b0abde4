/** The annex of a folder of evidence, decrypted into a folder that only its owner can read. */
import { readFile } from 'node:fs/promises';
import { openAnnex, readIdentities, verifyBundle } from '@palimpsest/evidence';
import type { OpenAnnexOptions } from '../commands/evidence.js';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { readBundle, writeBundle } from './bundle-folder.js';

/** As for a folder that verify finds changed. */
const notIntact = 100;
const onlyOwner = 0o600;

/**
 * @returns 0 when it was opened and is as listed; 100 for a folder that is not what was exported, of which nothing is taken
 * @throws UsageError for files and folders that cannot be used; AnnexError for keys that open nothing
 */
export async function openAnnexFolder(
  folder: string,
  { options: { identity, output, json } }: Invocation<OpenAnnexOptions>,
): Promise<number> {
  const text = await readFile(identity, 'utf8').catch(() => {
    throw new UsageError(`${identity} cannot be read; give the secret key that age-keygen wrote`);
  });
  const identities = await readIdentities(text);
  const files = await readBundle(folder);
  const { checks } = await verifyBundle({ files, trusted: [] });
  const problems = checks.flatMap(({ state, details }) => (state === 'failed' ? details : []));
  if (problems.length > 0) {
    await emit(json, { folder, output: null, files: [], problems }, () =>
      [`${folder} is not what was exported; nothing was opened`, ...problems].join('\n'),
    );
    return notIntact;
  }
  const opened = await openAnnex(files, identities);
  await writeBundle(output, opened, onlyOwner);
  const names = [...opened.keys()];
  await emit(json, { folder, output, files: names, problems }, () =>
    [`${output}: ${names.length} files, as the manifest lists them`, ...names].join('\n'),
  );
  return 0;
}
