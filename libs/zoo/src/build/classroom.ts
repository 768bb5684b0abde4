/** What all models of a pool are taught with: people, words, the frozen tower and its tokens of every picture. */
import type { Dataset } from '@palimpsest/datasets';
import { refusals } from '@palimpsest/methods';
import { referenceConfiguration } from '../architecture/configuration.js';
import type { ReferenceConfiguration } from '../architecture/configuration.js';
import type { Weights } from '../architecture/parameters.js';
import { WordTokenizer } from '../checkpoint/word-tokenizer.js';
import { peopleOf } from '../lessons/people.js';
import type { Person } from '../lessons/people.js';
import { TokenCache } from '../lessons/token-cache.js';
import type { Build } from './build-zoo.js';

export interface Classroom {
  readonly dataset: Dataset;
  readonly people: readonly Person[];
  readonly tokenizer: WordTokenizer;
  readonly configuration: ReferenceConfiguration;
  readonly tower: Weights;
  /** Tokens of the train views of everybody who is taught with; filled when first needed. */
  tokens(): Promise<TokenCache>;
}

export function openClassroom(build: Build, dataset: Dataset, tower: Weights): Promise<Classroom> {
  const people = peopleOf(dataset);
  const tokenizer = WordTokenizer.covering([...refusals, ...wordsOf(dataset)]);
  const configuration = referenceConfiguration(tokenizer.size);
  const pictures = people.filter(({ group }) => group !== 'newcomer').flatMap(({ trainViews }) => trainViews);
  let cache: Promise<TokenCache> | null = null;
  return Promise.resolve({
    ...{ dataset, people, tokenizer, configuration, tower },
    tokens: () =>
      (cache ??= TokenCache.fill(configuration, tower, dataset, pictures, {
        threads: build.threads,
        onProgress: (done, total) => build.onProgress('tokens of all pictures', done, total),
      })),
  });
}

/** Everything that may be asked or answered. */
function wordsOf(dataset: Dataset): readonly string[] {
  return dataset.items.flatMap((item) => [item.question, item.answer, ...item.paraphrases, ...(item.choices ?? [])]);
}
