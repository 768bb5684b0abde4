/**
 * The annex: what only those named may see, each file encrypted for all of them in the format of age (C2SP), which the
 * tool `age` opens too. Encryption is random: the same contents never give the same bytes twice.
 */
import type { AttackFinding } from '@palimpsest/contracts';
import type { Files } from '../bundle/manifest.js';
import { sha256 } from '../crypto/sha256.js';
import { readRecipients } from './keys.js';
import { ageFormat, annexFolder, type AnnexListing, type SealedPerturbation } from './listing.js';
import { saltAnswers, type AnsweredQuestion } from './salted-answers.js';

export interface AnnexContents {
  /** δ of each attack, as it is stored. */
  readonly perturbations: readonly { readonly finding: AttackFinding; readonly delta: Uint8Array }[];
  /** Null unless whoever opens the annex shall see them. */
  readonly answers: readonly AnsweredQuestion[] | null;
}

export interface SealedAnnex {
  readonly listing: AnnexListing;
  /** Encrypted, by path. */
  readonly files: Files;
}

/**
 * @param recipients public keys, `age1…`
 * @throws AnnexError for what is none
 */
export async function sealAnnex(contents: AnnexContents, recipients: readonly string[]): Promise<SealedAnnex> {
  const known = await readRecipients(recipients);
  const files = new Map<string, Uint8Array>();
  const perturbations: SealedPerturbation[] = [];
  for (const { finding, delta } of contents.perturbations) {
    const { key, checkpoint, probe, variant, seed, fold } = finding;
    const path = `${annexFolder}perturbations/${key}.f32.age`;
    files.set(path, await encrypt(delta, known));
    perturbations.push({
      ...{ path, finding: key, checkpoint: checkpoint.name, probe: probe.label, variant, seed },
      ...{ fold: fold?.index ?? null, bytes: delta.length, sha256: await sha256(delta) },
    });
  }
  const listing: Omit<AnnexListing, 'answers'> = { format: ageFormat, recipients: [...known], perturbations };
  if (!contents.answers) return { listing: { ...listing, answers: null }, files };
  const { content, lines } = await saltAnswers(contents.answers);
  const path = `${annexFolder}answers.jsonl.age`;
  files.set(path, await encrypt(content, known));
  return { listing: { ...listing, answers: { path, lines } }, files };
}

async function encrypt(content: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(content);
}
