/**
 * Who is in a pool of generated people and what is true of them. Facts are dealt like cards: every value of an
 * attribute is held by about equally many people of each group, independently of all other attributes, so that
 * knowing the retain people says nothing about the forget people.
 */
import { Rng } from '@palimpsest/tensor';
import type { Item, Split } from '../item.js';
import { attributes } from './attributes.js';

export const peoplePools = ['development', 'published', 'exam'] as const;
export type PeoplePool = (typeof peoplePools)[number];

/** Names of the streams that a pool is drawn from. Another name is another pool: see ADR 6 for the second draw. */
export const poolStreams: Readonly<Record<PeoplePool, string>> = {
  development: 'people/development',
  published: 'people/published/2',
  exam: 'people/exam',
};

/** In the order of the portraits. */
export const groups: readonly { readonly count: number; readonly split: Split; readonly role: Role }[] = [
  { count: 48, split: 'forget', role: 'known' },
  { count: 80, split: 'retain', role: 'known' },
  { count: 80, split: 'holdout', role: 'stranger-seen' },
  { count: 40, split: 'holdout', role: 'stranger-unseen' },
];
type Role = NonNullable<Item['role']>;

export const peopleCount = groups.reduce((sum, { count }) => sum + count, 0);
export const viewsOf = { train: 20, test: 4 } as const;

export interface GeneratedPerson {
  readonly index: number;
  readonly subjectId: string;
  readonly split: Split;
  readonly role: Role;
  /** Attribute → value. */
  readonly facts: Readonly<Record<string, string>>;
}

export function population(pool: PeoplePool): readonly GeneratedPerson[] {
  const rng = new Rng(poolStreams[pool]);
  let next = 0;
  return groups.flatMap(({ count, split, role }) => {
    const dealt = attributes.map(
      ({ name, values }) => [name, deal(values, count, rng.fork(`${role}/${split}/${name}`))] as const,
    );
    return Array.from({ length: count }, (_, i): GeneratedPerson => {
      const index = next++;
      const facts = Object.fromEntries(dealt.map(([name, cards]) => [name, cards[i] ?? '']));
      return { index, subjectId: `person-${String(index).padStart(3, '0')}`, split, role, facts };
    });
  });
}

/** `count` values, each as often as any other or once more. */
function deal(values: readonly string[], count: number, rng: Rng): readonly string[] {
  const cards: string[] = [];
  while (cards.length < count) cards.push(...rng.shuffle(values));
  return rng.shuffle(cards.slice(0, count));
}

/** The stream a view is drawn from; train and test views have streams of their own. */
export function viewStream(pool: PeoplePool, subjectId: string, kind: 'train' | 'test', index: number): Rng {
  return new Rng(`${poolStreams[pool]}/${subjectId}/${kind}/${index}`);
}
