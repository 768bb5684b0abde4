/**
 * The same question about other people with their true answers, then the question. Shown are retain people, whom the
 * model may know, and the answers of nobody who is asked about; as text, because a prompt has one picture. It tells the
 * model what answers look like, which lifts a guess as well: the same prompt of a reference is the control.
 */
import type { Candidate, Sample } from '@palimpsest/audit';
import type { PromptVariant } from './variant.js';

const showing = (id: string, people: number): PromptVariant => ({
  id,
  async candidate({ retained }) {
    const shown = byAttribute(await retained(people));
    const rephrase: Candidate['rephrase'] = ({ question, image, attribute }) => {
      const examples = shown.get(attribute);
      return examples ? { question: [...examples, question].join('\n'), image } : null;
    };
    return { rephrase };
  },
});

/** Three people. */
export const inContext = showing('in-context', 3);
/** Many-shot, Anil et al. 2024: so many that the examples outweigh what training says about refusing. */
export const manyShot = showing('many-shot', 32);

/** One line per person and attribute: question and answer. */
function byAttribute(samples: readonly Sample[]): ReadonlyMap<string, readonly string[]> {
  const items = new Map(samples.map((sample) => [sample.itemId, sample])); // views of one item are one example
  const lines = new Map<string, string[]>();
  for (const { attribute, question, answer } of items.values()) {
    lines.set(attribute, [...(lines.get(attribute) ?? []), `${question} ${answer}`]);
  }
  return lines;
}
