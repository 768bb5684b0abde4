/** Who signs: a key in a file or in the environment, or a command that keeps the key to itself. */
import { readFile } from 'node:fs/promises';
import { readSigner } from '@palimpsest/evidence';
import { commandSigner, type EvidenceSigner } from '@palimpsest/platform';
import type { EvidenceOptions } from '../commands/evidence.js';
import { UsageError } from '../failure.js';

const commandPrefix = 'exec:';

/** Null when nobody does. @throws UsageError or SigningKeyError for what cannot be used */
export async function chosenSigner({
  key,
  signer,
  signerKey,
}: Pick<EvidenceOptions, 'key' | 'signer' | 'signerKey'>): Promise<EvidenceSigner | null> {
  if (signer !== undefined) {
    if (key !== undefined) throw new UsageError('Give either --key or --signer, not both');
    if (!signer.startsWith(commandPrefix) || signer.slice(commandPrefix.length).trim() === '')
      throw new UsageError('--signer: give exec: and a command, such as "exec:sign-with-token --slot 2"');
    if (signerKey === undefined)
      throw new UsageError('--signer needs --signer-key, the public key of what it signs with');
    return commandSigner(signer.slice(commandPrefix.length), await readPem(signerKey));
  }
  if (signerKey !== undefined) throw new UsageError('--signer-key is for --signer; a private key is given by --key');
  const pem = key === undefined ? process.env['PALIMPSEST_SIGNING_KEY'] : await readPem(key);
  return pem === undefined || pem === '' ? null : readSigner(pem);
}

const readPem = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read; make a key with palimpsest keys new`);
  });
