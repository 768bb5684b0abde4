/**
 * A model's signature as OpenSSF Model Signing 1.0 writes it (model.sig): a sigstore bundle around a DSSE envelope around
 * an in-toto statement that lists every file of the model with its digest. Read, not yet believed.
 */
import { digest, slug } from '@palimpsest/contracts';
import { z } from 'zod';
import { fromBase64 } from '../crypto/base64.js';
import { fromHex, hex, sha256Bytes } from '../crypto/sha256.js';
import { ModelSignatureError } from './model-signature-error.js';

const predicateType = 'https://model_signing/signature/v1.0';
const payloadType = 'application/vnd.in-toto+json';
const base64 = z.string();

/** Fields that later versions may add are none of ours: the specification has verifiers ignore them. */
const bundle = z.object({
  verificationMaterial: z.object({
    x509CertificateChain: z.object({ certificates: z.array(z.object({ rawBytes: base64 })).min(1) }).optional(),
    certificate: z.object({ rawBytes: base64 }).optional(),
  }),
  dsseEnvelope: z.object({
    payload: base64,
    payloadType: z.literal(payloadType),
    signatures: z.array(z.object({ sig: base64 })).length(1),
  }),
});

const statement = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(z.object({ name: z.string(), digest: z.object({ sha256: digest }) })).length(1),
  predicateType: z.literal(predicateType),
  predicate: z.object({
    serialization: z.object({ method: z.literal('files'), hash_type: z.literal('sha256') }),
    resources: z
      .array(z.object({ name: z.string().min(1), algorithm: z.literal('sha256'), digest }))
      .min(1)
      .max(100_000),
  }),
});

export interface ModelSignature {
  /** What its signer calls it. */
  readonly name: string;
  /** SHA-256 over the digests of its files, in order. */
  readonly digest: string;
  /** SHA-256 by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** DER, the signer's own first; empty when a plain key signed. */
  readonly certificates: readonly Uint8Array[];
}

/** @throws ModelSignatureError for what is no such signature, or contradicts itself */
export async function readModelSignature(text: string): Promise<ModelSignature> {
  const { verificationMaterial, dsseEnvelope } = parse(bundle, text, 'it is no sigstore bundle of a signed model');
  const payload = decode(dsseEnvelope.payload);
  const stated = parse(
    statement,
    new TextDecoder().decode(payload),
    'what was signed is no list of files with SHA-256',
  );
  const [subject] = stated.subject;
  const { resources } = stated.predicate;
  const files = new Map(resources.map((resource) => [resource.name, resource.digest]));
  if (files.size !== resources.length) throw new ModelSignatureError('it lists a file twice');
  const own = await rootOf(resources.map((resource) => resource.digest));
  if (!subject || own !== subject.digest.sha256)
    throw new ModelSignatureError('the digest of the model is not that of the files it lists');
  const { x509CertificateChain, certificate } = verificationMaterial;
  const chain = x509CertificateChain?.certificates ?? (certificate ? [certificate] : []);
  return {
    ...{ name: nameOf(subject.name), digest: own, files, payloadType: dsseEnvelope.payloadType, payload },
    signature: decode(dsseEnvelope.signatures[0]?.sig ?? ''),
    certificates: chain.map(({ rawBytes }) => decode(rawBytes)),
  };
}

async function rootOf(digests: readonly string[]): Promise<string> {
  return hex(await sha256Bytes(fromHex(digests.join(''))));
}

/** It is stored and shown; a name that no table or terminal takes is left away. */
const nameOf = (given: string): string => (slug.safeParse(given).success ? given : 'unnamed');

function parse<T extends z.ZodType>(schema: T, text: string, otherwise: string): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ModelSignatureError(`${otherwise}: it is not JSON`, { cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ModelSignatureError(`${otherwise}: ${issue?.path.join('.') || 'top level'}: ${issue?.message ?? ''}`);
}

function decode(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch (cause) {
    throw new ModelSignatureError('a part of it is no base64', { cause });
  }
}
