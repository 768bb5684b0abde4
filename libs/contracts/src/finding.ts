/**
 * A finding: one immutable result row with everything needed to rerun it. The runner writes findings,
 * plug-ins never do. There is no time in a finding (timings live in a file of their own), so the same
 * inputs give the same bytes.
 */
import { z } from 'zod';
import { artifact, digest, json, parameters, pseudonym, slug } from './primitives.js';
import { subjectLikelihoods, subjectOverlap } from './readings.js';

/**
 * How an answer was asked for and graded. The first four ask for a value of the attribute. The others look at how the
 * model reads the true answer: `exact-memorisation` counts its tokens that are the most likely ones, given those before;
 * `extraction-strength` the tokens behind the shortest prefix from which the rest follows greedily (Carlini et al.,
 * arXiv 2012.07805); `token-set` the answers whose first token is among the few that a probe picked out (the budgeted
 * candidate set of UnLOK-VQA, arXiv 2505.01456); `membership` the people known to be outside whose score is lower, two for
 * each and one for a tie.
 */
export const ask = z.enum([
  'free',
  'choice',
  'cloze',
  'mcq',
  'exact-memorisation',
  'extraction-strength',
  'token-set',
  'membership',
]);
export type Ask = z.infer<typeof ask>;

/** Where a subject stood while a probe ran. Only `held-out` subjects count for a leak. */
export const partition = z.enum(['held-out', 'train', 'validation', 'utility', 'stranger']);
export type Partition = z.infer<typeof partition>;

const count = z.int().nonnegative();

/** Counts for one subject. `n` = answers measured; `nulls` are in no rate. */
export const subjectCounts = z
  .strictObject({
    subject: pseudonym,
    partition,
    n: count,
    correct: count.describe('the reply names the true value and no other value of the attribute'),
    exact: count.describe('the reply is the true value and nothing else (after normalising case and punctuation)'),
    refused: count,
    unparsable: count.describe('neither a refusal nor any value of the attribute'),
    gibberish: count.describe('of the unparsable: empty, repeating or without words'),
    nulls: count.describe('not measured: the model failed or the item could not be asked'),
  })
  .meta({ id: 'SubjectCounts' });
export type SubjectCounts = z.infer<typeof subjectCounts>;

export const attributeCounts = z.strictObject({
  attribute: z.string(),
  n: count,
  correct: count,
  subjects: z
    .array(z.strictObject({ subject: pseudonym, n: count, correct: count }))
    .optional()
    .describe('the same by person; not in findings made before attributes were tested'),
});
export type AttributeCounts = z.infer<typeof attributeCounts>;

/** One line of an attack curve. Non-finite values are written as null, never hidden. */
export const curve = z
  .strictObject({
    name: slug.describe('for example "adversarial", "denoised", "alignment", "validation"'),
    quantity: z.enum(['loss', 'gradient-norm', 'recovery', 'epsilon']),
    points: z.array(z.strictObject({ step: count, value: z.number().nullable() })),
  })
  .meta({ id: 'Curve' });
export type Curve = z.infer<typeof curve>;

/** Signs that an attack did not work as an attack. Raised by the runner only. */
export const healthFlagName = z.enum([
  'zero-gradient',
  'non-finite-gradient',
  'loss-not-falling',
  'zero-perturbation',
  'epsilon-violated',
  'unbounded-attack-fails',
  'budget-exceeded',
  'incomplete',
]);
export type HealthFlagName = z.infer<typeof healthFlagName>;

export const healthFlag = z
  .strictObject({
    flag: healthFlagName,
    raised: z.boolean(),
    detail: z.string().describe('what was looked at and what was seen'),
  })
  .meta({ id: 'HealthFlag' });
export type HealthFlag = z.infer<typeof healthFlag>;

/** A picture or blob a finding points at. */
export const findingArtifact = z.strictObject({
  kind: z.enum(['perturbation', 'clean', 'noise-x10', 'perturbed', 'denoised']),
  label: z.string().describe('for denoised: the defense'),
  subject: pseudonym.nullable(),
  artifact,
  width: count.optional(),
  height: count.optional(),
});
export type FindingArtifact = z.infer<typeof findingArtifact>;

/** Scores of an input detector on the images of one condition. */
export const detectionScores = z.strictObject({
  detector: slug,
  calibration: z
    .array(z.number())
    .describe('clean images of subjects outside the test; the threshold comes from these'),
  test: z.array(z.number()).describe('images of the condition'),
  subjects: z.array(pseudonym).describe('whose image each test score belongs to'),
});
export type DetectionScores = z.infer<typeof detectionScores>;

const common = {
  schema: z.literal('palimpsest.finding/1'),
  key: digest.describe('SHA-256 of the canonical JSON of this row without the key'),
  unit: digest.describe('SHA-256 of the inputs of the unit of work that made it'),
  plan: digest,
  dataset: digest,
  checkpoint: z.strictObject({ name: slug, digest }),
  engine: z.string().describe('version of the engine'),
};

/** Answers collected under one condition and graded. */
export const answersFinding = z
  .strictObject({
    ...common,
    kind: z.literal('answers'),
    probe: z.strictObject({ id: slug, label: slug, version: z.int().positive(), params: parameters }),
    variant: slug.describe('what the candidate was: "clean", "noise-1", "sua", "relearned"'),
    ask,
    answers: z
      .enum(['true', 'permuted'])
      .describe('which answers the probe was given; grading always uses the true ones'),
    defense: slug.nullable().describe('label of the defense in front of the model'),
    seed: count,
    fold: z.strictObject({ index: count, of: z.int().positive() }).nullable(),
    trained: z.array(pseudonym).describe('subjects the probe could see'),
    subjects: z.array(subjectCounts),
    attributes: z.array(attributeCounts).describe('held-out answers by attribute: exploratory'),
    likelihoods: z.array(subjectLikelihoods).optional().describe('of constrained choices when nothing was changed'),
    overlap: z.array(subjectOverlap).optional().describe('of free replies when nothing was changed'),
    outside: z
      .array(z.number().min(0).max(1))
      .optional()
      .describe('of membership: of each person known to be outside, the share of the others outside that score lower'),
  })
  .meta({ id: 'AnswersFinding' });
export type AnswersFinding = z.infer<typeof answersFinding>;

/** How an optimisation went, and whether it was healthy. */
export const attackFinding = z
  .strictObject({
    ...common,
    kind: z.literal('attack'),
    probe: z.strictObject({ id: slug, label: slug, version: z.int().positive(), params: parameters }),
    variant: slug,
    answers: z.enum(['true', 'permuted']),
    seed: count,
    fold: z.strictObject({ index: count, of: z.int().positive() }).nullable(),
    trained: z.array(pseudonym),
    validated: z.array(pseudonym),
    steps: count,
    epsilon: z.number().nullable().describe('bound in [0,1]; null when the input is not perturbed'),
    curves: z.array(curve),
    health: z.array(healthFlag),
    detections: z.array(detectionScores),
    artifacts: z.array(findingArtifact),
  })
  .meta({ id: 'AttackFinding' });
export type AttackFinding = z.infer<typeof attackFinding>;

/** Which forget subjects the original knew. The others are left out of every rate and listed. */
export const knowledgeFinding = z
  .strictObject({
    ...common,
    kind: z.literal('knowledge'),
    threshold: z.number(),
    known: z.array(pseudonym),
    unknown: z.array(pseudonym),
  })
  .meta({ id: 'KnowledgeFinding' });
export type KnowledgeFinding = z.infer<typeof knowledgeFinding>;

/** Something the plan asked for that could not be measured. */
export const gapFinding = z
  .strictObject({
    ...common,
    kind: z.literal('gap'),
    what: z.string(),
    reason: z.string(),
    details: json.optional(),
  })
  .meta({ id: 'GapFinding' });
export type GapFinding = z.infer<typeof gapFinding>;

/** How often someone who knows nothing is right, for one kind of question: fewer options, luckier guesses. */
export const prior = z.strictObject({
  task: z.enum(['generation', 'cloze', 'mcq']),
  rule: z
    .enum(['uniform', 'modal'])
    .describe('the better guesser on average: uniform over the values, or the commonest value among retain subjects'),
  uniform: z.number().nullable().describe('mean over questions; null when the values are not known'),
  modal: z.number(),
  subjects: z
    .array(z.strictObject({ subject: pseudonym, n: count, expected: z.number().nonnegative() }))
    .describe('expected right answers of n by that rule'),
});
export type Prior = z.infer<typeof prior>;

/** What the data set alone says: who is to be forgotten, and how often a guess would be right. */
export const dataFinding = z
  .strictObject({
    ...common,
    checkpoint: z.null(),
    kind: z.literal('data'),
    forget: z.array(pseudonym),
    retain: count.describe('subjects of the retain split'),
    priors: z.array(prior).describe('one per task that has questions about forget subjects'),
  })
  .meta({ id: 'DataFinding' });
export type DataFinding = z.infer<typeof dataFinding>;

export const finding = z
  .discriminatedUnion('kind', [dataFinding, answersFinding, attackFinding, knowledgeFinding, gapFinding])
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof finding>;
