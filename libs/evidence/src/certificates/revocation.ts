/** Lists of certificates that an authority took back (RFC 5280, section 5), as whoever reads a stamp of the past needs them. */
import { CertificateRevocationList, type Certificate, type RevokedCertificate } from 'pkijs';
import { bufferOf } from '../crypto/buffer-of.js';
import { hex } from '../crypto/sha256.js';
import { pemBlocks } from '../crypto/pem.js';
import { CertificateError } from './certificate-error.js';
import { nameOf } from './certificates.js';
import { crlReasonOid } from './object-identifiers.js';

/**
 * Every list of a file, PEM or DER, as DER.
 * @throws CertificateError when it holds none, or one that cannot be read
 */
export function readRevocationLists(file: Uint8Array): readonly Uint8Array[] {
  try {
    const text = new TextDecoder('latin1').decode(file);
    const lists = text.includes('-----BEGIN ') ? pemBlocks('X509 CRL', text) : [file];
    lists.forEach(parse);
    if (lists.length > 0) return lists;
  } catch (cause) {
    throw new CertificateError('a revocation list in it cannot be read', { cause });
  }
  throw new CertificateError('there is no "-----BEGIN X509 CRL-----" in it');
}

const parse = (der: Uint8Array): CertificateRevocationList => CertificateRevocationList.fromBER(bufferOf(der));

/**
 * @param path from the certificate that signed up to the root, which no list speaks of
 * @param at when it signed
 * @returns when the oldest of the lists that speak of the path was made
 * @throws CertificateError when one of the path was revoked, or no list of its issuer says whether it was
 */
export async function checkNotRevoked(
  path: readonly Certificate[],
  lists: readonly Uint8Array[],
  at: Date,
): Promise<Date> {
  const parsed = lists.map(parse);
  const dates: Date[] = [];
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[index + 1] as Certificate;
    dates.push(await whenListed(certificate, issuer, parsed, at));
  }
  return dates.reduce((oldest, one) => (one < oldest ? one : oldest));
}

async function whenListed(
  certificate: Certificate,
  issuer: Certificate,
  lists: readonly CertificateRevocationList[],
  at: Date,
): Promise<Date> {
  const [name, by] = [nameOf(certificate), nameOf(issuer)];
  const own: CertificateRevocationList[] = [];
  for (const list of lists) if (await isOf(list, issuer)) own.push(list);
  if (own.length === 0)
    throw new CertificateError(
      `no revocation list that ${by} signed was given, so whether ${name} was revoked is open`,
    );
  for (const list of own) refuseRevoked(list, certificate, at);
  const fitting = own.filter((list) => speaksOf(list, certificate, at));
  const [first] = fitting;
  if (first) return first.thisUpdate.value;
  const ends = own.map(({ thisUpdate, nextUpdate }) => `${day(thisUpdate.value)} to ${day(nextUpdate?.value)}`);
  throw new CertificateError(
    `the revocation list of ${by} (${ends.join('; ')}) says nothing about ${name} on ${day(at)}`,
  );
}

/** Lists of changes, and of a part of the certificates, are marked critical and are no whole list. */
async function isOf(list: CertificateRevocationList, issuer: Certificate): Promise<boolean> {
  if (list.crlExtensions?.extensions.some(({ critical }) => critical)) return false;
  return list.verify({ issuerCertificate: issuer }).catch(() => false);
}

/** Until its next one, or made later: entries stay until the certificate would have expired by itself. */
function speaksOf({ thisUpdate, nextUpdate }: CertificateRevocationList, { notAfter }: Certificate, at: Date): boolean {
  const isCurrent = nextUpdate === undefined || at <= nextUpdate.value;
  return isCurrent && thisUpdate.value <= notAfter.value;
}

function refuseRevoked({ revokedCertificates }: CertificateRevocationList, certificate: Certificate, at: Date): void {
  const serial = hex(certificate.serialNumber.valueBlock.valueHexView);
  const entry = revokedCertificates?.find((one) => hex(one.userCertificate.valueBlock.valueHexView) === serial);
  if (!entry || (isWithoutBlame(entry) && at < entry.revocationDate.value)) return;
  throw new CertificateError(`${nameOf(certificate)} was revoked on ${day(entry.revocationDate.value)}`);
}

/**
 * RFC 3161, section 4: what was signed before stays valid when the reason is given as unspecified (0), changed
 * affiliation (3), superseded (4) or cessation (5). Without a reason, or with any other, nothing by that key is valid.
 */
function isWithoutBlame({ crlEntryExtensions }: RevokedCertificate): boolean {
  const extension = crlEntryExtensions?.extensions.find(({ extnID }) => extnID === crlReasonOid);
  const reason = extension?.extnValue.valueBlock.valueHexView.at(-1);
  return reason !== undefined && [0, 3, 4, 5].includes(reason);
}

const day = (date: Date | undefined): string => date?.toISOString().slice(0, 10) ?? 'no end';
