/**
 * Answers of a model in training, scored without writing it to disk: per person, view and question, whether every
 * answer word is the most likely one, and whether the answer starts like a refusal. For one-word answers this is
 * what greedy generation gives.
 */
import type { ImageRef } from '@palimpsest/datasets';
import { refusals } from '@palimpsest/methods';
import { openSession } from '@palimpsest/runtime';
import type { Session } from '@palimpsest/runtime';
import { imageTokens } from '../architecture/configuration.js';
import type { ReferenceConfiguration } from '../architecture/configuration.js';
import type { Weights } from '../architecture/parameters.js';
import { answeringGraph } from '../architecture/training-graphs.js';
import type { AnsweringShape } from '../architecture/training-graphs.js';
import type { WordTokenizer } from '../checkpoint/word-tokenizer.js';
import { labelCount, longestSegment, packedFeeds } from './packed-batch.js';
import type { Person, Question } from './people.js';
import type { TokenCache } from './token-cache.js';

export interface ScoredAnswer {
  readonly subjectId: string;
  readonly attribute: string;
  readonly correct: boolean;
  readonly refused: boolean;
}

/** Pictures per run. */
const batch = 8;

/** Scores all people that have the same number of questions; the last batch is padded with its first row. */
export async function scoreAnswers(
  model: { readonly configuration: ReferenceConfiguration; readonly weights: Weights },
  people: readonly Person[],
  lesson: { readonly tokenizer: WordTokenizer; readonly cache: TokenCache },
  options: { readonly threads: number; readonly views: (person: Person) => readonly ImageRef[] },
): Promise<readonly ScoredAnswer[]> {
  const rows = people.flatMap((person) => options.views(person).map((view) => ({ person, view })));
  const [first] = rows;
  if (!first) return [];
  const questions = people.flatMap((person) => person.questions);
  const labels = Math.max(...questions.map(({ answer }) => labelCount(answer, lesson.tokenizer)));
  const segments = first.person.questions.length;
  const shape: AnsweringShape = {
    images: batch,
    labels: batch * segments * labels,
    packing: {
      prefix: 1 + imageTokens(model.configuration),
      segments,
      segmentLength: longestSegment(questions, lesson.tokenizer),
    },
  };
  const { graph, predicted } = answeringGraph(model.configuration, model.weights, shape);
  graph.output(predicted, 'predicted');
  const session = await openSession({ graph }, { threads: options.threads });
  try {
    const scored: ScoredAnswer[] = [];
    for (let start = 0; start < rows.length; start += batch) {
      scored.push(...(await scoreRows(session, rows.slice(start, start + batch), shape, lesson)));
    }
    return scored;
  } finally {
    await session.close();
  }
}

async function scoreRows(
  session: Session,
  rows: readonly { readonly person: Person; readonly view: ImageRef }[],
  shape: AnsweringShape,
  { tokenizer, cache }: { readonly tokenizer: WordTokenizer; readonly cache: TokenCache },
): Promise<ScoredAnswer[]> {
  const padded = Array.from({ length: shape.images }, (_, i) => rows[i] ?? rows[0]).filter((row) => row !== undefined);
  const results = await session.run({
    tokens: cache.gather(padded.map((row) => row.view)),
    ...packedFeeds(
      padded.map((row) => row.person.questions),
      shape,
      tokenizer,
    ),
  });
  const predicted = Array.from(results['predicted']?.data ?? [], Number);
  const refusalStarts = new Set(refusals.map((refusal) => tokenizer.encode(refusal)[0]));
  let used = 0;
  return rows.flatMap(({ person }) =>
    person.questions.map((question: Question) => {
      const answer = tokenizer.encode(question.answer);
      const given = predicted.slice(used, used + answer.length);
      used += answer.length + 1;
      return {
        subjectId: person.subjectId,
        attribute: question.attribute,
        correct: answer.every((id, i) => id === given[i]),
        refused: refusalStarts.has(given[0]),
      };
    }),
  );
}

/** Share of correct answers and of refusals; NaN for none. */
export function summarise(answers: readonly ScoredAnswer[]): { readonly correct: number; readonly refused: number } {
  const share = (test: (answer: ScoredAnswer) => boolean) => answers.filter(test).length / answers.length;
  return { correct: share((answer) => answer.correct), refused: share((answer) => answer.refused) };
}
