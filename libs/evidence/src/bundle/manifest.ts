/**
 * The list of everything in a bundle and everything that went into it, each by its SHA-256. Its own digest is what gets
 * signed.
 */
import { canonicalJson, digest, role, slug } from '@palimpsest/contracts';
import { z } from 'zod';
import { annexListing } from '../annex/listing.js';
import { merkleRoot } from '../crypto/merkle.js';
import { hex, sha256 } from '../crypto/sha256.js';

const bytes = z.int().nonnegative();

export const listedFile = z
  .strictObject({
    path: z.string().regex(/^(?!.*(^|\/)\.\.?(\/|$))[^/\\\0][^\\\0]*$/, 'expected a path inside the bundle'),
    bytes,
    sha256: digest,
  })
  .meta({ id: 'ListedFile' });
export type ListedFile = z.infer<typeof listedFile>;

/** The model's own signature, by OpenSSF Model Signing, as far as it was looked at when the checkpoint was registered. */
const signedModel = z.strictObject({
  name: z.string().describe('what its signer calls it'),
  digest: digest.describe('SHA-256 over the digests of the signed files, in order'),
  signature: digest.describe('SHA-256 of the signature file'),
  verifiedBy: z.string().nullable().describe('the key or certificate that signed; null when nobody verified it'),
});

export const evidenceInputs = z.strictObject({
  plan: digest.describe('SHA-256 of the canonical JSON of the resolved plan, fixed before the first result'),
  dataset: z.strictObject({ id: slug, digest }),
  checkpoints: z.array(
    z.strictObject({
      name: slug,
      roles: z.array(role),
      family: z.string(),
      digest: digest.describe('SHA-256 of the canonical JSON of its files'),
      files: z
        .array(listedFile)
        .describe('weights, configuration, tokenizer and image processor; empty when they were not at hand'),
      oms: signedModel.optional(),
    }),
  ),
  seeds: z.array(z.int()),
  software: z.strictObject({
    engine: z.string(),
    runtime: z.string().describe('of the machine that exported the bundle'),
    lockFile: digest.nullable().describe('SHA-256 of the lock file of all libraries; null when it was not at hand'),
    provider: z.string().describe('execution provider that the models ran on'),
  }),
});
export type EvidenceInputs = z.infer<typeof evidenceInputs>;

export const manifest = z
  .strictObject({
    schema: z.literal('palimpsest.evidence/1'),
    audit: z.string(),
    form: z.enum(['redacted', 'unredacted']),
    inputs: evidenceInputs,
    annex: annexListing.optional().describe('what is encrypted; none unless keys were named for it'),
    files: z.array(listedFile).describe('everything in the bundle but this list and what is signed over it, by path'),
    merkleRoot: digest.describe('RFC 6962, over the canonical JSON of each entry of `files`, in order'),
  })
  .meta({ id: 'EvidenceManifest', title: 'Palimpsest evidence manifest' });
export type Manifest = z.infer<typeof manifest>;

/** Files that are not in the list: the list itself, what is made of its digest, and what an authority says of the time. */
export const outside = {
  manifest: 'manifest.json',
  statement: 'statement.dsse.json',
  publicKey: 'public-key.pem',
  planTimeStamp: 'timestamps/plan.tsr',
  manifestTimeStamp: 'timestamps/manifest.tsr',
} as const;

export type Files = ReadonlyMap<string, Uint8Array>;

export async function listFiles(files: Files): Promise<ListedFile[]> {
  const paths = [...files.keys()].sort();
  const listed: ListedFile[] = [];
  for (const path of paths) {
    const content = files.get(path) as Uint8Array;
    listed.push({ path, bytes: content.length, sha256: await sha256(content) });
  }
  return listed;
}

export async function rootOf(files: readonly ListedFile[]): Promise<string> {
  const encoder = new TextEncoder();
  return hex(await merkleRoot(files.map((file) => encoder.encode(canonicalJson(file)))));
}

export const digestOfManifest = (given: Manifest): Promise<string> => sha256(canonicalJson(given));
