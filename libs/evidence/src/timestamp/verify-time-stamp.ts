/** Whether an authority has seen a digest, and when it says that it did: RFC 3161 with RFC 5816. */
import { getCrypto, type Certificate, type SignerInfo } from 'pkijs';
import { hex } from '../crypto/sha256.js';
import { checkChain, checkPurpose, nameOf } from './certificates.js';
import { hashNames, sha256Oid } from './object-identifiers.js';
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
}

export interface TimeStamp {
  readonly time: Date;
  /** Subject of the certificate. */
  readonly authority: string;
  /** Of the stamp with that authority, hex. */
  readonly serial: string;
  /** By one of the roots. */
  readonly trusted: boolean;
}

/**
 * @param response a TimeStampResp, DER
 * @throws TimeStampError with what is wrong: nothing of a stamp that does not hold is given back
 */
export async function verifyTimeStamp(
  response: Uint8Array,
  { digest, nonce, roots }: TimeStampExpectations,
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
  if (roots.length > 0) await checkChain(certificate, certificates, roots, info.genTime);
  return {
    time: info.genTime,
    authority: nameOf(certificate),
    serial: hex(info.serialNumber.valueBlock.valueHexView),
    trusted: roots.length > 0,
  };
}

function checkImprint({ info }: TimeStampToken, digest: string): void {
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (hashAlgorithm.algorithmId !== sha256Oid || hex(new Uint8Array(hashedMessage.getValue())) !== digest)
    throw new TimeStampError('it stamps something else');
}

/** Over the attributes, which hold the content's digest. Algorithms of others are refused by whoever verifies. */
async function isSigned(signer: SignerInfo, certificate: Certificate): Promise<boolean> {
  const { signedAttrs, signature, signatureAlgorithm, digestAlgorithm } = signer;
  if (!signedAttrs) return false;
  const { subjectPublicKeyInfo } = certificate;
  const hash = hashNames[digestAlgorithm.algorithmId];
  return getCrypto(true)
    .verifyWithPublicKey(signedAttrs.encodedValue, signature, subjectPublicKeyInfo, signatureAlgorithm, hash)
    .catch((cause: unknown) => {
      throw new TimeStampError('the signature cannot be read, or is by an algorithm that is not known', { cause });
    });
}

function checkPeriod({ notBefore, notAfter }: Certificate, at: Date): void {
  if (at < notBefore.value || at > notAfter.value)
    throw new TimeStampError('it was made when the certificate was not valid');
}
