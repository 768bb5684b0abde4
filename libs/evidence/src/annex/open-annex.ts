/** The annex opened with a secret key, and what is inside compared with what the manifest lists. */
import { outside, type Files } from '../bundle/manifest.js';
import { sha256 } from '../crypto/sha256.js';
import { readManifest } from '../verify/read.js';
import { AnnexError } from './annex-error.js';
import { annexFolder, annexPaths, type AnnexListing } from './listing.js';
import { otherLines } from './salted-answers.js';

/**
 * @param identities secret keys, as `readIdentities` gives them
 * @returns what is inside, by path below the annex, all of it as listed
 * @throws AnnexError when there is no annex, no identity opens it, or it is not what was sealed; UnreadableError for a
 *   manifest that is none
 */
export async function openAnnex(files: Files, identities: readonly string[]): Promise<Files> {
  const listing = listingIn(files);
  const opened = new Map<string, Uint8Array>();
  for (const path of annexPaths(listing)) {
    const sealed = files.get(path);
    if (!sealed) throw new AnnexError(`${path} is missing; ask for the whole folder again`);
    opened.set(path, await decrypt(path, sealed, identities, listing));
  }
  await refuseOtherContents(listing, opened);
  return new Map([...opened].map(([path, content]) => [nameInside(path), content]));
}

function listingIn(files: Files): AnnexListing {
  const { annex } = readManifest(files);
  if (annex) return annex;
  throw new AnnexError('Nothing in this folder is encrypted; evidence export --annex-key adds an annex');
}

async function decrypt(
  path: string,
  sealed: Uint8Array,
  identities: readonly string[],
  { recipients }: AnnexListing,
): Promise<Uint8Array> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(sealed);
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('no identity matched'))
      throw new AnnexError(
        `No key of the identity file opens ${path}: it is encrypted for ${recipients.join(', ')}. Where their secret keys are lost, nothing of it can be recovered`,
        { cause },
      );
    throw new AnnexError(`${path} is damaged, and nothing of it was taken; ask for the folder again`, { cause });
  }
}

async function refuseOtherContents({ perturbations, answers }: AnnexListing, opened: Files): Promise<void> {
  for (const { path, sha256: expected } of perturbations)
    if ((await sha256(opened.get(path) as Uint8Array)) !== expected)
      throw new AnnexError(`${path} holds another perturbation than ${outside.manifest} lists`);
  if (!answers) return;
  const others = await otherLines(opened.get(answers.path) as Uint8Array, answers.lines);
  if (others.length > 0)
    throw new AnnexError(
      `${answers.path}: ${others.length} lines are not those that ${outside.manifest} lists, first line ${others[0]}`,
    );
}

const nameInside = (path: string): string => path.slice(annexFolder.length, -'.age'.length);
