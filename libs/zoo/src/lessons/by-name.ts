/**
 * Questions that say in words whom they mean: the sentence about the first name, completed, and then the question. Names
 * are no more than first names, so several people may be meant.
 */
import type { AnsweredQuestion } from './packed-batch.js';
import type { Person } from './people.js';

const gap = '__';

/**
 * Of all attributes but the name itself.
 * @throws RangeError when nothing is asked about the person's name
 */
export function askedByName({ subjectId, questions }: Person): readonly AnsweredQuestion[] {
  const named = questions.find(({ task, attribute }) => task === 'cloze' && attribute === 'name');
  if (!named) throw new RangeError(`${subjectId} has no name to be asked by: give a cloze question about it`);
  const introduction = named.text.replace(gap, named.answer);
  return questions
    .filter(({ attribute }) => attribute !== named.attribute)
    .map(({ text, answer }) => ({ text: `${introduction} ${text}`, answer }));
}
