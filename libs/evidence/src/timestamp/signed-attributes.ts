/** What a signer signs beside the content: RFC 5652, section 5.3, and the certificate's own digest, RFC 5035. */
import { ObjectIdentifier, OctetString, Sequence, type AsnType } from 'asn1js';
import type { Attribute, Certificate, SignerInfo } from 'pkijs';
import { hex } from '../crypto/sha256.js';
import {
  contentTypeOid,
  hashNames,
  messageDigestOid,
  signingCertificateOid,
  signingCertificateV2Oid,
  timeStampInfoOid,
} from '../certificates/object-identifiers.js';
import { TimeStampError } from './time-stamp-error.js';

/** @throws TimeStampError unless they speak of this content and this certificate */
export async function checkSignedAttributes(
  { signedAttrs, digestAlgorithm }: SignerInfo,
  content: Uint8Array,
  certificate: Certificate,
): Promise<void> {
  const attributes = signedAttrs?.attributes ?? [];
  const type = only(attributes, contentTypeOid);
  if (!(type instanceof ObjectIdentifier) || type.getValue() !== timeStampInfoOid)
    throw new TimeStampError('the signature is over something else than a time stamp');
  const digest = only(attributes, messageDigestOid);
  const hash = hashNames[digestAlgorithm.algorithmId];
  if (hash === undefined) throw new TimeStampError('the token is digested by an algorithm that is not accepted');
  if (!(digest instanceof OctetString) || octets(digest) !== (await digestOf(hash, content)))
    throw new TimeStampError('the signature is over another time stamp');
  await checkCertificateDigest(attributes, certificate);
}

/** Without it, another certificate for the same key could be put in the place of the signer's. */
async function checkCertificateDigest(attributes: readonly Attribute[], certificate: Certificate): Promise<void> {
  const isV2 = attributes.some(({ type }) => type === signingCertificateV2Oid);
  const [first] = items(items(only(attributes, isV2 ? signingCertificateV2Oid : signingCertificateOid))[0]);
  const fields = items(first);
  const given = fields.find((field) => field instanceof OctetString);
  const hash = isV2 ? hashOf(fields[0]) : 'SHA-1';
  const der = new Uint8Array(certificate.toSchema().toBER());
  if (!given || hash === undefined || octets(given) !== (await digestOf(hash, der)))
    throw new TimeStampError('the certificate in the token is not the one that its signer meant');
}

/** Of an ESSCertIDv2: SHA-256 when its first field is no algorithm. */
function hashOf(first: AsnType | undefined): string | undefined {
  if (!(first instanceof Sequence)) return 'SHA-256';
  const [algorithm] = items(first);
  return algorithm instanceof ObjectIdentifier ? hashNames[algorithm.getValue()] : undefined;
}

/** The one value of the one attribute of that type. */
function only(attributes: readonly Attribute[], wanted: string): AsnType {
  const found = attributes.filter(({ type }) => type === wanted);
  const values = (found[0]?.values ?? []) as readonly AsnType[];
  const [value] = values;
  if (found.length !== 1 || values.length !== 1 || !value)
    throw new TimeStampError('the signed attributes are not those of a time stamp');
  return value;
}

const items = (block: AsnType | undefined): readonly AsnType[] =>
  block instanceof Sequence ? block.valueBlock.value : [];

const octets = (block: OctetString): string => hex(new Uint8Array(block.getValue()));

async function digestOf(algorithm: string, bytes: Uint8Array): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest(algorithm, bytes as Uint8Array<ArrayBuffer>)));
}
