/** What a time-stamping authority answers: RFC 3161, section 2.4.2. Read, not yet believed. */
import type { ContentInfo } from 'pkijs';
import { Certificate, IssuerAndSerialNumber, SignedData, TimeStampResp, TSTInfo, type SignerInfo } from 'pkijs';
import { bufferOf } from '../crypto/buffer-of.js';
import { signedDataOid, timeStampInfoOid } from '../certificates/object-identifiers.js';
import { printable } from '../certificates/printable.js';
import { TimeStampError } from './time-stamp-error.js';

export interface TimeStampToken {
  readonly info: TSTInfo;
  /** DER of `info`: what was signed. */
  readonly content: Uint8Array;
  readonly signer: SignerInfo;
  /** That the signer names. */
  readonly certificate: Certificate;
  /** All that came along. */
  readonly certificates: readonly Certificate[];
}

/** @throws TimeStampError when it is a refusal, or no response */
export function readResponse(der: Uint8Array): TimeStampToken {
  const response = parsed('no time-stamp response', () => TimeStampResp.fromBER(bufferOf(der)));
  const { status, statusStrings } = response.status;
  if (Number(status) > 1) {
    const said = statusStrings?.map(({ valueBlock }) => printable(valueBlock.value)).join(' ');
    throw new TimeStampError(`the authority refused, with status ${status}${said ? `: ${said}` : ''}`);
  }
  const { timeStampToken } = response;
  if (!timeStampToken) throw new TimeStampError('the response has no token in it');
  return parsed('no time-stamp token', () => readToken(timeStampToken));
}

function readToken(token: ContentInfo): TimeStampToken {
  if (token.contentType !== signedDataOid) throw new TimeStampError('the token is not signed');
  const signed = new SignedData({ schema: token.content });
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== timeStampInfoOid || !eContent) throw new TimeStampError('what was signed is no time stamp');
  const [signer, ...others] = signed.signerInfos;
  if (!signer || others.length > 0) throw new TimeStampError('the token must have one signer');
  const content = new Uint8Array(eContent.getValue());
  const certificates = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  const certificate = certificates.find((one) => isNamedBy(signer, one));
  if (!certificate) throw new TimeStampError('the token lacks the certificate of its signer');
  return { info: TSTInfo.fromBER(bufferOf(content)), content, signer, certificate, certificates };
}

function isNamedBy({ sid }: SignerInfo, { issuer, serialNumber }: Certificate): boolean {
  // RFC 3161 tokens also name their certificate by its digest (ESSCertID), which is checked; key identifiers say less.
  if (!(sid instanceof IssuerAndSerialNumber)) throw new TimeStampError('the signer is not named by issuer and number');
  return sid.issuer.isEqual(issuer) && sid.serialNumber.isEqual(serialNumber);
}

/** What ASN.1 readers throw is about their own insides. */
function parsed<T>(otherwise: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TimeStampError) throw error;
    throw new TimeStampError(`it is ${otherwise}`, { cause: error });
  }
}
