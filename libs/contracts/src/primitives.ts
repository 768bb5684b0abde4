/**
 * The small shapes every other contract is made of: digests, names, ε, intervals and metrics.
 * Tier 0: knows zod and nothing else, so a browser can load it.
 */
import { z } from 'zod';

/** A SHA-256 in lower-case hex, without a prefix. */
export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in lower-case hex')
  .describe('SHA-256 in lower-case hex');

/** Architectures of checkpoints that can be opened, as `model_type` of their config.json names them. */
export const checkpointFamilies = ['llava', 'idefics3', 'qwen2_vl', 'paligemma'] as const;
export type CheckpointFamily = (typeof checkpointFamilies)[number];

export const isCheckpointFamily = (name: unknown): name is CheckpointFamily =>
  (checkpointFamilies as readonly unknown[]).includes(name);

/** How a checkpoint's weights are stored, and what its graphs of that kind have behind their names. */
export const checkpointVariants = {
  ...{ fp32: '', fp16: '_fp16', int8: '_int8', uint8: '_uint8', q8: '_quantized' },
  ...{ q4: '_q4', q4f16: '_q4f16', bnb4: '_bnb4', optimized: '_optimized' },
} as const;
export type CheckpointVariant = keyof typeof checkpointVariants;
export const checkpointVariantNames = Object.keys(checkpointVariants) as readonly CheckpointVariant[];

/** A name that is safe in a file name, a URL and a table: `idk-few`, `reference.2`. */
export const slug = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
    'expected 1–80 letters, digits, dots, dashes or underscores, starting with a letter or digit',
  );

/** A subject as findings and reports show it: `S-` and twelve hex digits, never the data set's own id. */
export const pseudonym = z.string().regex(/^S-[0-9a-f]{12}$/, 'expected a pseudonym such as S-0123456789ab');

const fraction = /^\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/;

/**
 * The largest change of one pixel channel, in [0,1] (L∞). Written as a number or as a fraction of 255:
 * `0.047` or `"12/255"`. Anything over 1 is refused: it is almost always 8-bit units without the `/255`.
 */
export const epsilon = z
  .union([z.number(), z.string()])
  .transform((given, context) => {
    const match = typeof given === 'string' ? fraction.exec(given) : null;
    const value = typeof given === 'number' ? given : match ? Number(match[1]) / Number(match[2]) : Number.NaN;
    if (!Number.isFinite(value) || value < 0) {
      context.addIssue({
        code: 'custom',
        message: `ε must be a number in [0, 1] or a fraction such as "12/255"; got ${JSON.stringify(given)}`,
      });
      return z.NEVER;
    }
    if (value > 1) {
      context.addIssue({
        code: 'custom',
        message: `ε = ${String(given)} is above 1, the whole range of a pixel; write "${String(given)}/255" for 8-bit units`,
      });
      return z.NEVER;
    }
    return value;
  })
  .meta({
    description: 'L∞ bound on a pixel channel in [0,1], as a number or as a fraction: 0.047 or "12/255"',
  });

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export const json: z.ZodType<Json> = z
  .lazy(() => z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]))
  .meta({ id: 'Json' });

/** Parameters of a plug-in before its own schema has checked them. */
export const parameters = z.record(z.string(), json);
export type Parameters = z.infer<typeof parameters>;

/** A confidence interval. One-sided intervals keep the other end at the edge of the scale. */
export const interval = z
  .strictObject({
    low: z.number(),
    high: z.number(),
    confidence: z.number().gt(0).lt(1).describe('coverage, for example 0.95'),
  })
  .meta({ id: 'Interval' });
export type Interval = z.infer<typeof interval>;

/** A number together with its uncertainty. `n` counts subjects (clusters), `answers` what they answered. */
export const measured = z.strictObject({
  state: z.literal('measured'),
  estimate: z.number(),
  interval,
  n: z.int().positive().describe('subjects: the statistical unit'),
  answers: z.int().nonnegative().describe('answers behind the estimate'),
  nulls: z.int().nonnegative().describe('answers that could not be measured; they are in no rate'),
  method: z.string().describe('how the interval was computed'),
});
export type Measured = z.infer<typeof measured>;

/** Not measured is its own value: never 0 and never a pass. */
export const notMeasured = z.strictObject({ state: z.literal('not-measured'), reason: z.string().min(1) });
export type NotMeasured = z.infer<typeof notMeasured>;

/** What every reported number is: measured with its interval, or not measured with the reason. */
export const metric = z.discriminatedUnion('state', [measured, notMeasured]).meta({ id: 'Metric' });
export type Metric = z.infer<typeof metric>;

/** What a checkpoint is in an audit (DESIGN vocabulary). */
export const role = z.enum(['target', 'original', 'reference', 'matched-reference']);
export type Role = z.infer<typeof role>;

/** What a plug-in needs of a model, from least to most. */
export const access = z.enum(['text', 'scores', 'gradient', 'weights']);
export type Access = z.infer<typeof access>;

/** What was known about a checkpoint beforehand. Only compared with a verdict, never used for one. */
export const truth = z.enum(['forgot', 'hides', 'knows']);
export type Truth = z.infer<typeof truth>;

/** A stored blob, found again by its digest. */
export const artifact = z
  .strictObject({
    sha256: digest,
    mediaType: z.string(),
    bytes: z.int().nonnegative(),
  })
  .meta({ id: 'Artifact' });
export type Artifact = z.infer<typeof artifact>;
