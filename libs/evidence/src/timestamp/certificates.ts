/** Certificates of time-stamping authorities: read, named, and followed to a root that is trusted. */
import { Certificate, CertificateChainValidationEngine, type ExtKeyUsage } from 'pkijs';
import { fromBase64 } from '../crypto/base64.js';
import { bufferOf } from '../crypto/buffer-of.js';
import { extendedKeyUsageOid, timeStampingOid } from './object-identifiers.js';
import { printable } from './printable.js';
import { TimeStampError } from './time-stamp-error.js';

/**
 * Every certificate of a PEM file, as DER.
 * @throws TimeStampError when there is none, or one that cannot be read
 */
export function readCertificates(pem: string): readonly Uint8Array[] {
  const bodies = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g)];
  if (bodies.length === 0) throw new TimeStampError('there is no "-----BEGIN CERTIFICATE-----" in it');
  return bodies.map(([, body = '']) => {
    try {
      const der = fromBase64(body.replaceAll(/\s/g, ''));
      Certificate.fromBER(bufferOf(der));
      return der;
    } catch (cause) {
      throw new TimeStampError('a certificate in it cannot be read', { cause });
    }
  });
}

/** RFC 3161, section 2.3: the key is for time stamps and for nothing else, and says so critically. */
export function checkPurpose({ extensions = [] }: Certificate): void {
  const usage = extensions.find(({ extnID }) => extnID === extendedKeyUsageOid);
  const purposes = (usage?.parsedValue as ExtKeyUsage | undefined)?.keyPurposes ?? [];
  if (usage?.critical !== true || purposes.length !== 1 || purposes[0] !== timeStampingOid)
    throw new TimeStampError('the certificate is not for time stamps');
}

/**
 * Follows issuers up to a root, as of the moment of the stamp. Whether a certificate was revoked is not asked: that takes
 * a network, and lists that are long gone when evidence is read.
 * @throws TimeStampError when no way leads to one of the roots
 */
export async function checkChain(
  certificate: Certificate,
  others: readonly Certificate[],
  roots: readonly Uint8Array[],
  at: Date,
): Promise<void> {
  const trustedCerts = roots.map((der) => Certificate.fromBER(bufferOf(der)));
  const certs = [...others.filter((one) => one !== certificate), certificate];
  const chain = new CertificateChainValidationEngine({ trustedCerts, certs, checkDate: at });
  const { result, resultMessage } = await chain.verify();
  if (!result)
    throw new TimeStampError(
      `no way leads from ${nameOf(certificate)} to an authority that you trust: ${resultMessage}`,
    );
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
