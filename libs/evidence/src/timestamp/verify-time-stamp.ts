/** Whether an authority has seen a digest, and when it says that it did: RFC 3161 with RFC 5816. */
import { getCrypto, type Certificate, type SignerInfo } from 'pkijs';
import { hex } from '../crypto/sha256.js';
import { CertificateError } from '../certificates/certificate-error.js';
import { checkChain, nameOf, purposesOf } from '../certificates/certificates.js';
import { checkNotRevoked } from '../certificates/revocation.js';
import { hashNames, rsaEncryptionOid, sha256Oid, timeStampingOid } from '../certificates/object-identifiers.js';
import { asPositive } from './request.js';
import { readResponse, type TimeStampToken } from './response.js';
import { checkSignedAttributes } from './signed-attributes.js';
import { TimeStampError } from './time-stamp-error.js';

export interface TimeStampExpectations {
  /** That was to be stamped: SHA-256, hex. */
  readonly digest: string;
  /** That was sent, by whoever asked. */
  readonly nonce?: Uint8Array;
  /** Certificates, DER, of authorities that whoever verifies trusts. Without any, the name proves nothing. */
  readonly roots: readonly Uint8Array[];
  /** Revocation lists, DER, of the authorities on the way to a root; without any, revocation is not checked. */
  readonly revocationLists?: readonly Uint8Array[];
}

export interface TimeStamp {
  readonly time: Date;
  /** Subject of the certificate. */
  readonly authority: string;
  /** Of the stamp with that authority, hex. */
  readonly serial: string;
  /** By one of the roots. */
  readonly trusted: boolean;
  /** When the list was made in which the certificate is not, or not yet; null where revocation was not checked. */
  readonly listed: Date | null;
}

/**
 * @param response a TimeStampResp, DER
 * @throws TimeStampError with what is wrong: nothing of a stamp that does not hold is given back
 */
export async function verifyTimeStamp(
  response: Uint8Array,
  { digest, nonce, roots, revocationLists = [] }: TimeStampExpectations,
): Promise<TimeStamp> {
  const token = readResponse(response);
  const { info, content, signer, certificate, certificates } = token;
  checkImprint(token, digest);
  if (nonce && hex(info.nonce?.valueBlock.valueHexView ?? new Uint8Array()) !== hex(asPositive(nonce)))
    throw new TimeStampError('it answers another question: the nonce differs');
  checkPurpose(certificate);
  await checkSignedAttributes(signer, content, certificate);
  if (!(await isSigned(signer, certificate))) throw new TimeStampError('the signature does not fit');
  checkPeriod(certificate, info.genTime);
  const follow = async (): Promise<Date | null> => {
    const path = await checkChain(certificate, certificates, roots, info.genTime);
    return revocationLists.length > 0 ? checkNotRevoked(path, revocationLists, info.genTime) : null;
  };
  const listed = roots.length > 0 ? await follow().catch(asTimeStampError) : null;
  return {
    time: info.genTime,
    authority: nameOf(certificate),
    serial: hex(info.serialNumber.valueBlock.valueHexView),
    trusted: roots.length > 0,
    listed,
  };
}

function checkImprint({ info }: TimeStampToken, digest: string): void {
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (hashAlgorithm.algorithmId !== sha256Oid || hex(new Uint8Array(hashedMessage.getValue())) !== digest)
    throw new TimeStampError('it stamps something else');
}

/** Section 2.3: the key is for time stamps and for nothing else, and says so critically. */
function checkPurpose(certificate: Certificate): void {
  const { critical, oids } = purposesOf(certificate);
  if (!critical || oids.length !== 1 || oids[0] !== timeStampingOid)
    throw new TimeStampError('the certificate is not for time stamps');
}

/** Over the attributes, which hold the content's digest. */
async function isSigned(signer: SignerInfo, certificate: Certificate): Promise<boolean> {
  const { signedAttrs, signature, signatureAlgorithm, digestAlgorithm } = signer;
  if (!signedAttrs) return false;
  const { subjectPublicKeyInfo } = certificate;
  const engine = getCrypto(true);
  // Plain RSA does not say what was hashed with; every other algorithm does.
  const isPlainRsa = signatureAlgorithm.algorithmId === rsaEncryptionOid;
  const hash = isPlainRsa ? hashNames[digestAlgorithm.algorithmId] : undefined;
  if (!isPlainRsa && engine.getHashAlgorithm(signatureAlgorithm) === 'SHA-1')
    throw new TimeStampError('the signature is over a SHA-1, which can be forged');
  return engine
    .verifyWithPublicKey(signedAttrs.encodedValue, signature, subjectPublicKeyInfo, signatureAlgorithm, hash)
    .catch((cause: unknown) => {
      throw new TimeStampError('the signature cannot be read, or is by an algorithm that is not known', { cause });
    });
}

function asTimeStampError(error: unknown): never {
  throw error instanceof CertificateError ? new TimeStampError(error.message, { cause: error }) : error;
}

function checkPeriod({ notBefore, notAfter }: Certificate, at: Date): void {
  if (at < notBefore.value || at > notAfter.value)
    throw new TimeStampError('it was made when the certificate was not valid');
}
