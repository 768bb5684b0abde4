/** Whether a key, or whoever an authority knows, signed a list of files: ECDSA over the DSSE envelope. */
import { BitString, OctetString, type ObjectIdentifier } from 'asn1js';
import { AlgorithmIdentifier, getCrypto, PublicKeyInfo, type Certificate } from 'pkijs';
import { CertificateError } from '../certificates/certificate-error.js';
import { checkChain, nameOf, purposesOf, readCertificate, readCertificates } from '../certificates/certificates.js';
import { bufferOf } from '../crypto/buffer-of.js';
import { preAuthentication } from '../crypto/dsse.js';
import { pemBlocks } from '../crypto/pem.js';
import { sha256 } from '../crypto/sha256.js';
import { ModelSignatureError } from './model-signature-error.js';
import type { ModelSignature } from './model-signature.js';

/**
 * @param pem the signer's public key, or certificates of authorities that are trusted to know signers
 * @returns who it is: a key by the SHA-256 of its SubjectPublicKeyInfo, or the subject of a certificate
 * @throws ModelSignatureError when neither signed it
 */
export async function verifyModelSignature(signed: ModelSignature, pem: string): Promise<string> {
  try {
    return await (pem.includes('BEGIN CERTIFICATE') ? byCertificate(signed, pem) : byKey(signed, pem));
  } catch (error) {
    if (error instanceof CertificateError) throw new ModelSignatureError(error.message, { cause: error });
    throw error;
  }
}

async function byKey(signed: ModelSignature, pem: string): Promise<string> {
  const [spki] = readKeys(pem);
  if (!spki) throw new ModelSignatureError('the key file holds neither a public key nor a certificate');
  await checkSignature(signed, readKey(spki));
  return `key ${await sha256(spki)}`;
}

async function byCertificate(signed: ModelSignature, pem: string): Promise<string> {
  const roots = readCertificates(pem);
  const [own, ...others] = signed.certificates.map(readCertificate);
  if (!own) throw new ModelSignatureError('a plain key signed it, not a certificate');
  checkPurpose(own);
  // Nobody says when it was signed; so the chain has to have been good when the certificate began.
  await checkChain(own, others, roots, own.notBefore.value);
  await checkSignature(signed, own.subjectPublicKeyInfo);
  return nameOf(own);
}

const keyUsageOid = '2.5.29.15';
const codeSigningOid = '1.3.6.1.5.5.7.3.3';

function checkPurpose(certificate: Certificate): void {
  const usage: unknown = certificate.extensions?.find(({ extnID }) => extnID === keyUsageOid)?.parsedValue;
  const signs = usage instanceof BitString && ((usage.valueBlock.valueHexView[0] ?? 0) & 0x80) !== 0;
  if (!signs && !purposesOf(certificate).oids.includes(codeSigningOid))
    throw new ModelSignatureError('its certificate is not for signatures');
}

/** Curves that the specification allows, each with its hash. */
const hashes: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'SHA-256',
  '1.3.132.0.34': 'SHA-384',
  '1.3.132.0.35': 'SHA-512',
};

async function checkSignature(signed: ModelSignature, key: PublicKeyInfo): Promise<void> {
  const curve = (key.algorithm.algorithmParams as ObjectIdentifier | undefined)?.valueBlock.toString() ?? '';
  const hash = hashes[curve];
  if (hash === undefined) throw new ModelSignatureError('the key is on none of the curves P-256, P-384 and P-521');
  const bytes = preAuthentication(signed.payloadType, signed.payload) as Uint8Array<ArrayBuffer>;
  const signature = new OctetString({ valueHex: bufferOf(signed.signature) });
  const fits = await getCrypto(true)
    .verifyWithPublicKey(bytes, signature, key, new AlgorithmIdentifier(), hash)
    .catch(() => false);
  if (!fits) throw new ModelSignatureError('the signature is by another key, or over something else');
}

function readKeys(pem: string): readonly Uint8Array[] {
  try {
    return pemBlocks('PUBLIC KEY', pem);
  } catch (cause) {
    throw new ModelSignatureError('the key file is no base64 between its lines', { cause });
  }
}

function readKey(spki: Uint8Array): PublicKeyInfo {
  try {
    return PublicKeyInfo.fromBER(bufferOf(spki));
  } catch (cause) {
    throw new ModelSignatureError('the public key cannot be read', { cause });
  }
}
