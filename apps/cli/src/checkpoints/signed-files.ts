/** Whether a checkpoint is the one that somebody signed: its files against those of a model's signature. */
import { readFile, realpath } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
import type { Manifest } from '@palimpsest/models';
import { UsageError } from '../failure.js';
import type { SignedIdentity } from '../state/checkpoint-registry.js';

export interface SignatureFile {
  /** A signature of OpenSSF Model Signing: model.sig. */
  readonly file: string;
  /** The signer's public key, or certificates of authorities that know signers, PEM. Without it nobody is believed. */
  readonly key?: string;
}

/**
 * Every file that the checkpoint is made of has to be signed for; what is signed besides, such as a model card, is not read.
 * @throws UsageError for the files that differ, or a signature that does not hold
 */
export async function signedIdentity(
  folder: string,
  { locations, files }: Pick<Manifest, 'locations' | 'files'>,
  { file, key }: SignatureFile,
): Promise<SignedIdentity> {
  const { ModelSignatureError, readModelSignature, verifyModelSignature } = await import('@palimpsest/evidence');
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`${file} cannot be read; give the signature of the model, such as model.sig`);
  });
  try {
    const signed = await readModelSignature(bytes.toString('utf8'));
    const verifiedBy = key === undefined ? null : await verifyModelSignature(signed, await readPem(key));
    const [root, own] = [await realpath(folder), await realpath(file)];
    const differing = files.flatMap(({ path, sha256 }) => {
      const location = locations.get(path) ?? '';
      if (location === own) return [];
      const name = relative(root, location).split(sep).join('/');
      const expected = signed.files.get(name);
      return expected === sha256 ? [] : [`${name} ${expected === undefined ? 'is not signed for' : 'differs'}`];
    });
    if (differing.length > 0)
      throw new UsageError(`${file} is for other files than ${folder} holds: ${differing.join(', ')}`);
    const signature = createHash('sha256').update(bytes).digest('hex');
    return { name: signed.name, digest: signed.digest, signature, verifiedBy };
  } catch (error) {
    if (error instanceof ModelSignatureError) throw new UsageError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

const readPem = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read; give a public key or certificates in a PEM file`);
  });
