/**
 * Requests to forget that are less than "this person, once": some attributes of a subject only, or one set of
 * people after another.
 */
import type { VisionLanguageModel } from '@palimpsest/models';
import type { TeachingQuestion, TeachingSubject } from './teaching-set.js';
import { unlearn } from './unlearn.js';
import type { UnlearnOptions } from './unlearn.js';
import { MethodError } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export interface ForgetRequest {
  readonly forget: readonly TeachingSubject[];
  /** What must stay known about the same people. */
  readonly keep: readonly TeachingSubject[];
}

/**
 * Splits what is known about people by attribute. `keep` belongs to the retain set.
 * @throws MethodError for a question without an attribute, or when nobody has such a question
 */
export function forgetAttributes(subjects: readonly TeachingSubject[], attributes: readonly string[]): ForgetRequest {
  const asked = ({ question, attribute }: TeachingQuestion): boolean => {
    if (attribute === undefined)
      throw new MethodError(`"${question}" names no attribute: give one to every question`, 'partial request');
    return attributes.includes(attribute);
  };
  const forget = withQuestions(subjects, asked);
  if (forget.length === 0)
    throw new MethodError(`nobody is asked about ${attributes.join(', ')}: check the names`, 'partial request');
  return { forget, keep: withQuestions(subjects, (question) => !asked(question)) };
}

function withQuestions(subjects: readonly TeachingSubject[], wanted: (question: TeachingQuestion) => boolean) {
  return subjects
    .map((subject) => ({ ...subject, questions: subject.questions.filter(wanted) }))
    .filter(({ questions }) => questions.length > 0);
}

export interface SequentialOptions extends Omit<UnlearnOptions, 'forget' | 'retain'> {
  /** One after another, each from the model the last one left. */
  readonly requests: readonly (readonly TeachingSubject[])[];
  /** Whom no request names. */
  readonly retain: readonly TeachingSubject[];
}

/**
 * Each request starts where the last one ended, with a seed of its own. People of later requests are retained until
 * their turn comes; people already forgotten are never shown again. Intermediate models are closed.
 * @throws MethodError when there is no request
 */
export async function unlearnInSequence(
  model: VisionLanguageModel,
  method: UnlearningMethod,
  { requests, retain, ...options }: SequentialOptions,
): Promise<VisionLanguageModel> {
  if (requests.length === 0) throw new MethodError('no request: give at least one set of people', method.id);
  let current = model;
  for (const [turn, forget] of requests.entries()) {
    const waiting = requests.slice(turn + 1).flat();
    const seed = options.seed + turn;
    const next = await unlearn(current, method, { ...options, seed, forget, retain: [...retain, ...waiting] });
    if (current !== model) await current.close();
    current = next;
  }
  return current;
}
