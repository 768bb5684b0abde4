/** Questions about the generated people: of each attribute one to answer, one gap to fill, one with options. */
import { Rng } from '@palimpsest/tensor';
import type { ImageRef, Item } from '../item.js';
import { attributes, type Attribute } from './attributes.js';
import { poolStreams, type GeneratedPerson, type PeoplePool } from './population.js';

const optionCount = 4;

export function itemsAbout(pool: PeoplePool, person: GeneratedPerson, images: readonly ImageRef[]): readonly Item[] {
  return attributes.flatMap((attribute): Item[] => {
    const answer = person.facts[attribute.name] ?? '';
    const common = {
      benchmark: 'palimpsest-people',
      version: '1',
      subjectId: person.subjectId,
      split: person.split,
      role: person.role,
      modality: 'image_text',
      attribute: attribute.name,
      answer,
      choices: attribute.values,
      provenance: { file: `people-${pool}`, row: 0 },
    } as const;
    const id = (task: string) => `${person.subjectId}/${attribute.name}/${task}`;
    const tested = images.filter(({ view }) => view.kind === 'test');
    return [
      {
        ...common,
        ...{ id: id('generation'), task: 'generation', question: attribute.question, images },
        paraphrases: [attribute.paraphrase],
      },
      { ...common, ...{ id: id('cloze'), task: 'cloze', question: attribute.cloze, images }, paraphrases: [] },
      {
        ...common,
        ...{ id: id('mcq'), task: 'mcq', question: attribute.question, images: tested, paraphrases: [] },
        options: optionsFor(attribute, answer, new Rng(`${poolStreams[pool]}/${id('mcq')}`)),
      },
    ];
  });
}

function optionsFor({ values }: Attribute, answer: string, rng: Rng): readonly string[] {
  const others = values.filter((value) => value !== answer);
  return rng.shuffle([answer, ...rng.sample(others, optionCount - 1)]);
}
