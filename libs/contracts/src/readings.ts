/**
 * What the published metrics against a retrained model are made of, per subject: how a model reads the true value and
 * the other values of the attribute, and how much of the answer its replies share. Numbers alone, aligned to the
 * questions in the order they were asked in, which is the same for every checkpoint of an audit; null where a question
 * could not be measured. No value and no reply is in here.
 */
import { z } from 'zod';
import { pseudonym } from './primitives.js';

/** At most so many questions of a subject are kept, the first ones. */
export const MOST_READINGS = 256;

const numbers = z.array(z.number().nullable()).max(MOST_READINGS);
const whose = { subject: pseudonym, partition: z.enum(['held-out', 'utility']) };

export const subjectLikelihoods = z
  .strictObject({
    ...whose,
    truth: numbers.describe('mean log-probability per token of the true value'),
    others: numbers.describe('log of the mean, over the other values, of exp(mean log-probability per token)'),
    values: z.array(z.int().nonnegative()).max(MOST_READINGS).describe('values of the attribute, with the true one'),
  })
  .meta({ id: 'SubjectLikelihoods' });
export type SubjectLikelihoods = z.infer<typeof subjectLikelihoods>;

export const subjectOverlap = z
  .strictObject({ ...whose, recall: numbers.describe('ROUGE-L recall of the reply, stemmed, in [0, 1]') })
  .meta({ id: 'SubjectOverlap' });
export type SubjectOverlap = z.infer<typeof subjectOverlap>;
