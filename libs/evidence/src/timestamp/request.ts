/** What a time-stamping authority is asked: RFC 3161, section 2.4.1. */
import { Integer, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { bufferOf } from '../crypto/buffer-of.js';
import { fromHex } from '../crypto/sha256.js';
import { sha256Oid } from '../certificates/object-identifiers.js';

/**
 * A TimeStampReq, DER. The authority learns the digest and nothing else, and is asked for its certificate.
 * @param digest SHA-256, hex
 * @param nonce random, from 8 to 20 bytes: an old answer cannot be given for a new question
 */
export function timeStampRequest(digest: string, nonce: Uint8Array): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Oid }),
      hashedMessage: new OctetString({ valueHex: bufferOf(fromHex(digest)) }),
    }),
    nonce: new Integer({ valueHex: bufferOf(asPositive(nonce)) }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

/** A DER integer whose first bit is clear, without bytes that say nothing: everybody writes it back the same. */
export function asPositive(nonce: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(nonce);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
