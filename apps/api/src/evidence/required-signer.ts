/** Who signs the evidence of this server. */
import { signingVariables, type EvidenceSigner } from '@palimpsest/platform';
import { ProblemError } from '../http/problem-error.js';
import type { Platform } from '../platform.js';

/** @throws ProblemError that names the setting: evidence that nobody vouches for is not handed out */
export function requiredSigner({ signer }: Pick<Platform, 'signer'>): EvidenceSigner {
  if (signer) return signer;
  const { keyFile, key, signer: command } = signingVariables;
  throw new ProblemError(
    'not-ready',
    `This server has no key to sign evidence with: its operator sets ${keyFile}, ${key} or ${command}.`,
  );
}
