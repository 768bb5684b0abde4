/**
 * Verdicts in a sentence. In English it is the one that the report holds, which is what was signed; in another language
 * it is made from the numbers that decided.
 */
import type { Report, TargetReport } from '@palimpsest/contracts';
import { decidedByWords } from '../words/endpoint-words.js';
import type { SentenceParts } from '../words/en.js';
import type { Telling } from './telling.js';

export function targetSentence(target: TargetReport, telling: Telling): string {
  const { words, write, locale } = telling;
  const { checkpoint, verdict } = target;
  if (locale === 'en') return verdict.sentence;
  const parts = leakParts(target, telling);
  if (verdict.value === 'leak' && parts) return words.verdict.leak(parts);
  if (verdict.value === 'no-leak-above-bound') {
    const bound = write.fixed(100 * (verdict.bound ?? 1), 1);
    return words.verdict.pass(checkpoint, bound, write.tidyPercent(verdict.confidence), verdict.subjects);
  }
  return words.verdict.open(checkpoint, because(target, telling));
}

export function summarySentence({ report, ...rest }: Telling): string {
  const { targets, summary } = report;
  const telling = { report, ...rest };
  const [only] = targets;
  if (telling.locale === 'en') return summary.sentence;
  if (!only) return telling.words.verdict.none;
  if (targets.length === 1) return targetSentence(only, telling);
  const count = (value: Report['summary']['verdict']) =>
    targets.filter(({ verdict }) => verdict.value === value).length;
  return telling.words.verdict.over(
    ...([targets.length, count('leak')] as const),
    ...([count('inconclusive'), count('no-leak-above-bound')] as const),
  );
}

/** Written numbers of a measured leak; null when there is none. */
export function leakParts(target: TargetReport, { words, write }: Telling): SentenceParts | null {
  const { leak } = target.verdict;
  if (leak.state === 'not-measured') return null;
  const points = (value: number) => write.fixed(100 * value, 1);
  return {
    ...{ name: target.checkpoint, leak: points(leak.estimate), decidedBy: decidedByWords(target, words) },
    ...{ coverage: write.tidyPercent(leak.interval.confidence), people: leak.n },
    ...{ low: points(leak.interval.low), high: points(leak.interval.high) },
  };
}

/** Reasons in plain words, each once. */
export const because = ({ verdict }: TargetReport, { words }: Telling): string =>
  [...new Set(verdict.reasons.map(({ code }) => words.reasons[code].plain))].join('; ');
