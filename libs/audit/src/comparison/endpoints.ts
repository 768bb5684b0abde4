/**
 * Methods × probes: what each target gave away at each endpoint, and every pair's difference, paired by person. The
 * correction is Holm's over confirmatory endpoints and Benjamini–Hochberg's over all others (SCIENCE §7.7), once for
 * comparisons with the baseline and once for all pairs: a reader chooses one of the two families.
 */
import type { ComparedCell, ComparedEndpoint, Correction, Metric, PairedDifference } from '@palimpsest/contracts';
import { benjaminiHochberg, differenceOfClusteredMeans, holm, pairedPermutation } from '@palimpsest/stats';
import { Rng } from '@palimpsest/tensor';
import { clustersFor, type Condition } from '../verdict/ledger.js';
import { missing, nullsOf, toMetric } from '../verdict/metrics.js';
import type { Contestant } from './contestants.js';
import { hasProbe, incomparable, purposeOf } from './settings.js';

export type Question = Pick<Condition, 'probe' | 'variant' | 'ask'>;

export const idOf = ({ probe, variant, ask }: Question): string => `${probe}/${variant}/${ask}`;

export interface Matrix {
  readonly endpoints: readonly ComparedEndpoint[];
  readonly corrections: readonly Correction[];
}

export function matrixOf(contestants: readonly Contestant[]): Matrix {
  const drafts = questionsOf(contestants).map((question) => draftOf(contestants, question));
  const [baseline] = contestants;
  const corrections = (['confirmatory', 'exploratory'] as const).flatMap((purpose) => {
    const own = drafts.filter(({ endpoint }) => (endpoint.purpose === 'confirmatory') === (purpose === 'confirmatory'));
    const pairs = own.flatMap(({ tests }) => tests);
    const fromBaseline = pairs.filter(({ from }) => from === baseline?.label);
    return [
      ...adjust(fromBaseline, 'againstBaseline', { family: 'against-baseline', purpose }),
      ...adjust(pairs, 'pairwise', { family: 'pairwise', purpose }),
    ];
  });
  return { endpoints: drafts.map(({ endpoint }) => endpoint), corrections };
}

/** Fills the adjusted p-values in. What could not be measured stays in the family with p = 1 and gets none. */
function adjust(
  tests: readonly PairedDifference[],
  field: 'againstBaseline' | 'pairwise',
  { family, purpose }: Pick<Correction, 'family' | 'purpose'>,
): readonly Correction[] {
  if (tests.length === 0) return [];
  const method = purpose === 'confirmatory' ? 'holm' : 'benjamini-hochberg';
  const adjusted = { holm, 'benjamini-hochberg': benjaminiHochberg }[method](tests.map(({ p }) => p ?? 1));
  tests.forEach((test, index) => (test[field] = test.p === null ? null : (adjusted[index] ?? null)));
  return [{ family, purpose, method, tests: tests.length }];
}

/** What was asked of any target, confirmatory endpoints first, otherwise in order of first appearance. */
function questionsOf(contestants: readonly Contestant[]): readonly Question[] {
  const seen = new Map<string, Question>();
  for (const { given, target } of contestants) {
    for (const { checkpoint, answers, defense, probe, variant, ask } of given.ledger.conditions()) {
      if (checkpoint !== target.name || answers !== 'true' || defense !== null) continue;
      if (purposeOf(contestants, probe) !== 'control') seen.set(idOf({ probe, variant, ask }), { probe, variant, ask });
    }
  }
  const rank = ({ probe }: Question) => Number(purposeOf(contestants, probe) !== 'confirmatory');
  return [...seen.values()].sort((a, b) => rank(a) - rank(b));
}

interface Draft {
  readonly endpoint: ComparedEndpoint;
  /** Those of its differences that were asked alike on both sides. */
  readonly tests: readonly PairedDifference[];
}

function draftOf(contestants: readonly Contestant[], question: Question): Draft {
  const pairs = contestants.flatMap((from, index) =>
    contestants.slice(index + 1).map((target) => ({
      difference: differ(target, from, question),
      isTest: incomparable(target, from, question.probe) === null,
    })),
  );
  const endpoint: ComparedEndpoint = {
    ...{ id: idOf(question), ...question, purpose: purposeOf(contestants, question.probe) },
    cells: contestants.map((contestant) => cellOf(contestant, question)),
    differences: pairs.map(({ difference }) => difference),
  };
  return { endpoint, tests: pairs.filter(({ isTest }) => isTest).map(({ difference }) => difference) };
}

function cellOf(contestant: Contestant, question: Question): ComparedCell {
  const { label, report } = contestant;
  const endpoint = report.endpoints.find(({ id }) => id === idOf(question));
  if (!endpoint) {
    const absent = missing(hasProbe(contestant, question.probe) ? 'no answers yet' : 'the audit has no such probe');
    return { target: label, recovery: absent, leak: absent, bindingControl: null, health: [] };
  }
  const health = [...new Set(endpoint.health.map(({ flag }) => flag))];
  const { target: recovery, leak, bindingControl } = endpoint;
  return { target: label, recovery, leak, bindingControl, health };
}

function differ(target: Contestant, from: Contestant, question: Question): PairedDifference {
  const reason = incomparable(target, from, question.probe);
  const result = reason === null ? testOf(target, from, question) : { difference: missing(reason), p: null };
  return { target: target.label, from: from.label, ...result, againstBaseline: null, pairwise: null };
}

function testOf(
  target: Contestant,
  from: Contestant,
  question: Question,
): { readonly difference: Metric; readonly p: number | null } {
  const { confidence, resamples } = from.given.record.plan.policy;
  const counts = ({ given, target: { name } }: Contestant) => given.ledger.counts({ ...question, checkpoint: name });
  const [mine, theirs] = [counts(target), counts(from)];
  const rng = new Rng(`compare/${idOf(question)}/${target.label}/${from.label}`);
  const difference = differenceOfClusteredMeans(clustersFor(mine), clustersFor(theirs), {
    ...{ confidence, resamples, rng: rng.fork('difference') },
  });
  if (difference.status === 'not-measured') return { difference: missing(difference.reason), p: null };
  const test = pairedPermutation(difference.perSubject, {
    ...{ alternative: 'two-sided', irregular: 'round', resamples, rng: rng.fork('two-sided') },
  });
  return {
    difference: toMetric(difference.difference, nullsOf(mine) + nullsOf(theirs)),
    p: test.status === 'measured' ? test.p : null,
  };
}
