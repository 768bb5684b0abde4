/** Certificates (RFC 5280): read, named, and followed to a root that is trusted. */
import { Certificate, CertificateChainValidationEngine, type ExtKeyUsage } from 'pkijs';
import { bufferOf } from '../crypto/buffer-of.js';
import { pemBlocks } from '../crypto/pem.js';
import { extendedKeyUsageOid } from './object-identifiers.js';
import { printable } from './printable.js';
import { CertificateError } from './certificate-error.js';

/**
 * Every certificate of a PEM file, as DER.
 * @throws CertificateError when there is none, or one that cannot be read
 */
export function readCertificates(pem: string): readonly Uint8Array[] {
  const all = unless('a certificate in it cannot be read', () => {
    const blocks = pemBlocks('CERTIFICATE', pem);
    blocks.forEach(parseCertificate);
    return blocks;
  });
  if (all.length === 0) throw new CertificateError('there is no "-----BEGIN CERTIFICATE-----" in it');
  return all;
}

/** @throws CertificateError */
export const readCertificate = (der: Uint8Array): Certificate =>
  unless('a certificate cannot be read', () => parseCertificate(der));

const parseCertificate = (der: Uint8Array): Certificate => Certificate.fromBER(bufferOf(der));

function unless<T>(problem: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new CertificateError(problem, { cause });
  }
}

/** What the key may be used for by its extended key usage, and whether that may be overlooked. */
export function purposesOf({ extensions = [] }: Certificate): {
  readonly critical: boolean;
  readonly oids: readonly string[];
} {
  const usage = extensions.find(({ extnID }) => extnID === extendedKeyUsageOid);
  const oids = (usage?.parsedValue as ExtKeyUsage | undefined)?.keyPurposes ?? [];
  return { critical: usage?.critical === true, oids };
}

/**
 * Follows issuers up to a root, as of a moment. Whether a certificate was revoked is another question (`revocation.ts`).
 * @returns the way: the certificate first, the root last
 * @throws CertificateError when no way leads to one of the roots
 */
export async function checkChain(
  certificate: Certificate,
  others: readonly Certificate[],
  roots: readonly Uint8Array[],
  at: Date,
): Promise<readonly Certificate[]> {
  const trustedCerts = roots.map(readCertificate);
  const certs = [...others.filter((one) => one !== certificate), certificate];
  const chain = new CertificateChainValidationEngine({ trustedCerts, certs, checkDate: at });
  const { result, resultMessage, certificatePath = [] } = await chain.verify();
  if (!result)
    throw new CertificateError(
      `no way leads from ${nameOf(certificate)} to an authority that you trust: ${resultMessage}`,
    );
  return certificatePath;
}

const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.6': 'C',
};

/** CN=Example Authority, O=Example */
export function nameOf({ subject }: Certificate): string {
  const parts = subject.typesAndValues.map(
    ({ type, value }) => `${shortNames[type] ?? type}=${printable(String(value.valueBlock.value))}`,
  );
  return parts.reverse().join(', ');
}
