/** What of a bundle is encrypted, as its manifest lists it: for whom, and what whoever opens it will find. */
import { digest, slug } from '@palimpsest/contracts';
import { z } from 'zod';

/** First line of every file in it. */
export const ageFormat = 'age-encryption.org/v1';
/** Where encrypted files lie; without `.age`, their names are those of what is inside. */
export const annexFolder = 'annex/';
const annexPath = z
  .string()
  .regex(/^annex\/[a-z0-9-]+(\/[a-z0-9-]+)*\.[a-z0-9]+\.age$/, 'expected a path such as annex/x.f32.age');

const count = z.int().nonnegative();

/** A perturbation is no personal data, so that its own digest tells nothing about anybody. */
const sealedPerturbation = z.strictObject({
  path: annexPath,
  finding: digest.describe('key of the finding whose attack made it'),
  checkpoint: slug,
  probe: slug,
  variant: slug,
  seed: count,
  fold: count.nullable(),
  bytes: count.describe('of the content: float32, little-endian, [1, 3, height, width], in shares of the pixel range'),
  sha256: digest.describe('of the content'),
});
export type SealedPerturbation = z.infer<typeof sealedPerturbation>;

const sealedAnswers = z.strictObject({
  path: annexPath,
  lines: z.array(digest).describe('SHA-256 of each line of the content; a line holds 128 random bits, its salt'),
});

export const annexListing = z
  .strictObject({
    format: z.literal(ageFormat),
    recipients: z
      .array(z.string().regex(/^age1[0-9a-z]+$/, 'expected a recipient of age, age1…'))
      .min(1)
      .describe('public keys; each of their secret keys opens every file'),
    perturbations: z.array(sealedPerturbation),
    answers: sealedAnswers.nullable().describe('the true answers of people to be forgotten; null unless asked for'),
  })
  .meta({ id: 'EvidenceAnnex' });
export type AnnexListing = z.infer<typeof annexListing>;

/** Paths of every encrypted file. */
export const annexPaths = ({ perturbations, answers }: AnnexListing): readonly string[] => [
  ...perturbations.map(({ path }) => path),
  ...(answers ? [answers.path] : []),
];
