/** The pieces of text that sections share: numbers with their intervals, what is missing, badges, quotes. */
import type { DistributionTest, ForgetScore, Metric, Truth, VerdictValue } from '@palimpsest/contracts';
import type { Bar, Cell, Run, Tone } from './block.js';
import type { Telling } from './telling.js';

type Given = Pick<Telling, 'words' | 'write' | 'locale'>;

export const cell = (...runs: readonly Run[]): Cell => ({ runs });

export const muted = (text: string): Run => ({ kind: 'muted', text });
export const code = (text: string): Run => ({ kind: 'code', text });
export const strong = (text: string): Run => ({ kind: 'strong', text });

/** A text that the report holds in English: as it is for English readers, marked as English for all others. */
export const recorded = (text: string, { locale }: Pick<Given, 'locale'>): Run =>
  locale === 'en' ? text : { kind: 'muted', text, language: 'en' };

export const badge = (value: VerdictValue, { words }: Pick<Given, 'words'>): Run => ({
  kind: 'badge',
  value,
  text: words.verdicts[value],
});

/** A share with its interval; why it is missing otherwise. */
export const rate = (metric: Metric, given: Given): readonly Run[] => measuredOr(metric, given, given.write.percent);

/** A difference of two shares, in percentage points. */
export const difference = (metric: Metric, given: Given): readonly Run[] =>
  measuredOr(metric, given, given.write.points);

/** A unit-free number such as an AUROC. */
export const plain = (metric: Metric, given: Given): readonly Run[] =>
  measuredOr(metric, given, (value) => given.write.fixed(value, 3));

function measuredOr(metric: Metric, given: Given, write: (value: number) => string): readonly Run[] {
  if (metric.state === 'not-measured') return missing(metric.reason, given);
  const { low, high, confidence } = metric.interval;
  const bare = (value: number) => write(value).replace(' %', '');
  const coverage = `${Math.round(100 * confidence)} %`;
  return [
    {
      kind: 'number',
      text: write(metric.estimate),
      interval: `[${bare(low)}, ${bare(high)}]`,
      rests: given.words.common.rests(coverage, metric.n, metric.answers, metric.method),
    },
  ];
}

/** `reason` is recorded in English. */
export function missing(reason: string, { words, locale }: Given): readonly Run[] {
  if (locale === 'en') return [muted(`${words.common.notMeasured}: ${reason}`)];
  return [muted(`${words.common.notMeasured}: `), { kind: 'muted', text: reason, language: 'en' }];
}

export const percentOr = (value: number | null, { words, write }: Given): string =>
  value === null ? words.common.notMeasured : write.percent(value);

export function pValue(p: number | null, { words, write }: Given): string {
  if (p === null) return words.common.notMeasured;
  return p < 0.001 ? `< ${write.fixed(0.001, 3)}` : write.fixed(p, 3);
}

/** How many people, and how many answers, a number rests on. */
export const people = (metric: Metric, { words }: Given): readonly Run[] =>
  metric.state === 'not-measured'
    ? [muted(words.common.none)]
    : [{ kind: 'number', text: String(metric.n), interval: `(${metric.answers})` }];

export function forgetScore(score: ForgetScore, given: Given): readonly Run[] {
  if (score.state === 'not-measured') return missing(score.reason, given);
  const whole = (value: number) => given.write.fixed(value, 0);
  const { low, high } = score.interval;
  const text = given.words.verdict.score(whole(score.score));
  return [{ kind: 'number', text, interval: `[${whole(low)}, ${whole(high)}]` }];
}

export function test(of: DistributionTest, given: Given): readonly Run[] {
  if (of.state === 'not-measured') return missing(of.reason, given);
  const { small, fixed } = given.write;
  return [
    {
      kind: 'number',
      text: small(of.p),
      interval: `D ${fixed(of.distance, 3)}`,
      rests: given.words.references.rests(of.n, of.references),
    },
  ];
}

export const truth = (of: Truth, { words }: Given): string => words.truths[of];

export interface BarOptions {
  readonly tone: Tone;
  readonly scale?: readonly [number, number];
  readonly lines?: readonly number[];
  readonly before?: Metric;
}

/** The scale of every leak bar: how far below a control, how far above. */
export const leakScale = [-0.2, 1] as const;

export function bar(metric: Metric, { tone, scale = [0, 1], lines = [], before }: BarOptions): Bar {
  return {
    span:
      metric.state === 'not-measured'
        ? null
        : { estimate: metric.estimate, low: metric.interval.low, high: metric.interval.high },
    ...(before?.state === 'measured' ? { before: before.estimate } : {}),
    ...{ scale, lines, tone },
  };
}
