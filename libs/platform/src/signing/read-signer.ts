/** Who signs the evidence of a server: a key in a file or a variable, or a command that keeps the key to itself. */
import { readFile } from 'node:fs/promises';
import { readSigner, SigningKeyError, type Signer } from '@palimpsest/evidence';
import { readPrivateFile } from '../encryption/private-file.js';
import { commandSigner } from './command-signer.js';

export type EvidenceSigner = Signer & { readonly publicKey: string };

export const signingVariables = {
  /** Ed25519 private key, PEM, that only its owner can read. */
  keyFile: 'PALIMPSEST_SIGNING_KEY_FILE',
  /** The same as text. */
  key: 'PALIMPSEST_SIGNING_KEY',
  /** `exec:` and a command that signs what it reads. */
  signer: 'PALIMPSEST_SIGNER',
  /** Ed25519 public key, PEM, of what that command signs with. */
  signerKeyFile: 'PALIMPSEST_SIGNER_KEY_FILE',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

const commandPrefix = 'exec:';

/**
 * Null when nobody signs. A command wins over a key, a file over a variable.
 * @throws SigningKeyError, EncryptionError for what cannot be used, naming the variable
 */
export async function readEvidenceSigner(environment: Environment): Promise<EvidenceSigner | null> {
  const command = environment[signingVariables.signer];
  if (command) return byCommand(command, environment[signingVariables.signerKeyFile]);
  const file = environment[signingVariables.keyFile];
  const [variable, pem] = file
    ? [signingVariables.keyFile, readPrivateFile(file, signingVariables.keyFile)]
    : [signingVariables.key, environment[signingVariables.key]];
  return pem ? named(variable, readSigner(pem)) : null;
}

async function byCommand(given: string, publicKeyFile: string | undefined): Promise<EvidenceSigner> {
  const { signer, signerKeyFile } = signingVariables;
  const command = given.slice(commandPrefix.length).trim();
  if (!given.startsWith(commandPrefix) || command === '')
    throw new SigningKeyError(`${signer}: give exec: and a command, such as "exec:sign-with-token --slot 2"`);
  const pem = publicKeyFile && (await readFile(publicKeyFile, 'utf8').catch(() => ''));
  if (!pem) throw new SigningKeyError(`${signer} needs ${signerKeyFile}: a file with the public key it signs with`);
  return named(signerKeyFile, commandSigner(command, pem));
}

async function named(variable: string, signer: Promise<EvidenceSigner>): Promise<EvidenceSigner> {
  return signer.catch((error: unknown) => {
    if (error instanceof SigningKeyError) throw new SigningKeyError(`${variable}: ${error.message}`, { cause: error });
    throw error;
  });
}
