/**
 * The canonical item: one question about one data subject, with its ground truth and its pictures. Every
 * importer ends here and everything above reads nothing else, so that benchmarks with different files are
 * audited by one code path. Fields follow what MLLMU-Bench (arXiv 2410.22108), CLEAR and FIUBench share.
 */
import { z } from 'zod';

/** What a subject is to the audit. Holdout subjects were shown to no model: they calibrate guessing. */
export const splits = ['forget', 'retain', 'holdout', 'neighbour', 'realworld'] as const;
export type Split = (typeof splits)[number];

/** A lower-case SHA-256 of the picture's file (for generated pictures: of its canonical PNG). */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in lower-case hex');

/** A short text without control characters other than line breaks. */
const text = z
  .string()
  .min(1)
  .max(20_000)
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused
  .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/, 'control characters are not allowed');

const name = z.string().min(1).max(200);

/** One picture. `uri` says where it lies and is not part of a data set's identity; `sha256` is. */
export const imageRef = z
  .strictObject({
    sha256,
    uri: z.string().min(1).max(1_000),
    view: z
      .strictObject({
        kind: z.enum(['train', 'test']).describe('test views were never used in training'),
        index: z.number().int().min(0).max(1_000_000),
      })
      .readonly(),
  })
  .readonly();
export type ImageRef = z.infer<typeof imageRef>;

/** One question. Parse with this schema at every border; inside the house the type is enough. */
export const item = z
  .strictObject({
    id: name.describe('unique within the data set'),
    benchmark: name,
    version: name,
    subjectId: name.describe('the data subject: never shown in clear outside the engine'),
    split: z.enum(splits),
    role: z
      .enum(['known', 'stranger-seen', 'stranger-unseen'])
      .exactOptional()
      .describe('generated people only: known, stranger answered with refusals in training, never shown'),
    modality: z.enum(['image_text', 'text']),
    task: z.enum(['mcq', 'generation', 'cloze', 'recognition']),
    attribute: name.describe('what is asked about: city, occupation, …'),
    question: text,
    paraphrases: z.array(text).max(1_000).readonly().describe('other wordings, never used in training'),
    answer: text.describe('the true answer, as text; of a multiple-choice item the option, not its letter'),
    options: z.array(text).min(2).max(26).readonly().exactOptional().describe('multiple choice, in order A, B, …'),
    choices: z
      .array(text)
      .min(2)
      .max(10_000)
      .readonly()
      .exactOptional()
      .describe('all values of the attribute: for choice-constrained scoring'),
    images: z.array(imageRef).max(10_000).readonly(),
    provenance: z
      .strictObject({ file: name, row: z.number().int().min(0).describe('counted from 1; 0 when generated') })
      .readonly(),
  })
  .readonly()
  .superRefine((value, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (value.task === 'mcq' && !value.options) refuse('options', 'a multiple-choice item needs options');
    if (value.options && !value.options.includes(value.answer)) refuse('answer', 'the answer is not among the options');
    if (value.choices && !value.choices.includes(value.answer)) refuse('answer', 'the answer is not among the choices');
    if (value.modality === 'image_text' && value.images.length === 0) refuse('images', 'an image_text item needs one');
    if (value.modality === 'text' && value.images.length > 0) refuse('images', 'a text item has none');
  });
export type Item = z.infer<typeof item>;
