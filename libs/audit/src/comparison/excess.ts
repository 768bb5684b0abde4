/**
 * How much more than a control each person's record comes out of a target: what the leaderboard adds up. Only controls
 * count that every target was compared with; at one endpoint they cancel between two targets, across endpoints they make
 * four options and thirty-two comparable.
 */
import type { Leaderboard } from '@palimpsest/contracts';
import { controlsOf } from '../verdict/controls.js';
import type { Control } from '../verdict/compare.js';
import type { Contestant } from './contestants.js';
import { idOf, type Question } from './endpoints.js';

export type SharedControl = Leaderboard['controls'][number] & {
  /** The same for the same control in another audit. */
  readonly key: string;
};

/** Excess per person; `answers` are behind all of them. */
export interface Excess {
  readonly perSubject: ReadonlyMap<string, number>;
  readonly answers: number;
}

/** Null controls with answers to a question that all contestants share. */
export function sharedControls(contestants: readonly Contestant[], question: Question): readonly SharedControl[] {
  const [first = [], ...others] = contestants.map((contestant) =>
    nullControls(contestant, question).map(({ control, name, key }) => ({ control, name, key })),
  );
  return first.filter(({ key }) => others.every((list) => list.some((other) => other.key === key)));
}

type KeyedControl = SharedControl & Pick<Control, 'clusters'>;

function nullControls({ given, target }: Contestant, question: Question): readonly KeyedControl[] {
  const controls = controlsOf(given, target, { ...question, checkpoint: target.name });
  return controls.flatMap(({ control, name, kind, clusters }) => {
    if (kind !== 'null' || clusters.length === 0 || control === 'noise' || control === 'clean') return [];
    const digest = given.record.checkpoints.find((checkpoint) => checkpoint.name === name)?.digest;
    return [{ control, name, clusters, key: `${control}/${control === 'prior' ? name : digest}` }];
  });
}

/**
 * Recovery of each person beyond the control with this key; recovery itself for `null`.
 * @returns an empty map where the target has no answers
 */
export function excessOf(contestant: Contestant, question: Question, key: string | null): Excess {
  const { given, target } = contestant;
  const counts = given.ledger.counts({ ...question, checkpoint: target.name }).filter(({ n }) => n > 0);
  const own = key === null ? null : nullControls(contestant, question).find((control) => control.key === key);
  const rates = new Map(own?.clusters.filter(({ n }) => n > 0).map(({ id, total, n }) => [id, total / n]));
  const kept = counts.flatMap(({ subject, correct, n }) => {
    const control = key === null ? 0 : rates.get(subject);
    return control === undefined ? [] : [{ subject, n, excess: correct / n - control }];
  });
  return {
    perSubject: new Map(kept.map(({ subject, excess }) => [subject, excess])),
    answers: kept.reduce((sum, { n }) => sum + n, 0),
  };
}

/** One target's excess at every endpoint of the leaderboard, by endpoint and control. */
export type Standings = readonly {
  readonly endpoint: string;
  readonly beyond: ReadonlyMap<string | null, Excess>;
}[];

export function standingsOf(
  contestant: Contestant,
  questions: readonly { readonly question: Question; readonly controls: readonly SharedControl[] }[],
): Standings {
  return questions.map(({ question, controls }) => {
    const keys = controls.length > 0 ? controls.map(({ key }) => key) : [null];
    return {
      endpoint: idOf(question),
      beyond: new Map(keys.map((key) => [key, excessOf(contestant, question, key)])),
    };
  });
}
