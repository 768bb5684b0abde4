/** Evidence checked, a folder or an archive, and what that does not prove. */
import { readFile } from 'node:fs/promises';
import {
  readCertificates,
  readPublicKey,
  readRevocationLists,
  CertificateError,
  verifyBundle,
  type Check,
  type PublicKey,
  type Verification,
} from '@palimpsest/evidence';
import pc from 'picocolors';
import type { VerifyOptions } from '../commands/evidence.js';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { readBundle } from './bundle-folder.js';

/** As for a verdict that failed its policy. */
const notIntact = 100;

/** @returns 0 when it is intact, and signed and stamped by those that were named, where any were; else 100 */
export async function verifyEvidence(folder: string, { options }: Invocation<VerifyOptions>): Promise<number> {
  const trusted = await Promise.all((options.key ?? []).map(readKey));
  const timeStampRoots = options.tsaRoots === undefined ? [] : await readRoots(options.tsaRoots);
  if (options.tsaCrl && options.tsaRoots === undefined)
    throw new UsageError('--tsa-crl says what was revoked of authorities that you trust: name them with --tsa-roots');
  const revocationLists = (await Promise.all((options.tsaCrl ?? []).map(readLists))).flat();
  const result = await verifyBundle({ files: await readBundle(folder), trusted, timeStampRoots, revocationLists });
  await emit(options.json, { folder, ...result }, () => describe(folder, result));
  return result.intact ? 0 : notIntact;
}

async function readKey(file: string): Promise<PublicKey> {
  const pem = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read; give a public key in a PEM file`);
  });
  return readPublicKey(pem);
}

async function readRoots(file: string): Promise<readonly Uint8Array[]> {
  const pem = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read; give certificates in a PEM file`);
  });
  return unless(file, 'give certificates as PEM', () => readCertificates(pem));
}

async function readLists(file: string): Promise<readonly Uint8Array[]> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`${file} cannot be read; give a revocation list, PEM or DER`);
  });
  return unless(file, 'give revocation lists as PEM or DER', () => readRevocationLists(bytes));
}

function unless<T>(file: string, remedy: string, readFrom: () => T): T {
  try {
    return readFrom();
  } catch (error) {
    if (error instanceof CertificateError) throw new UsageError(`${file}: ${error.message}; ${remedy}`);
    throw error;
  }
}

const marks: Readonly<Record<Check['state'], string>> = {
  passed: pc.green('ok'),
  failed: pc.red('NO'),
  'not-checked': pc.yellow('--'),
};

function describe(folder: string, { intact, trusted, checks, notProved }: Verification): string {
  const verdict = !intact
    ? pc.red(`${folder} is not what was exported`)
    : trusted
      ? pc.green(`${folder} is intact and signed by a key that you trust`)
      : `${folder} is intact; whether its signer is who you think is for you to find out (--key)`;
  return [
    ...checks.flatMap(({ title, state, details }) => [
      `${marks[state]}  ${title}`,
      ...details.map((line) => pc.dim(`      ${line}`)),
    ]),
    '',
    verdict,
    '',
    'This does not prove',
    ...notProved.map((line) => `  - ${line}`),
  ].join('\n');
}
