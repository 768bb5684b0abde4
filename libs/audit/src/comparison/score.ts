/**
 * The score of a target is Θ = max over endpoints e of min over controls c of θ(e, c), its excess on average over people:
 * its worst leak. Interval and test are those of an intersection–union (Berger 1982), corrected for the choice of the
 * worst endpoint.
 */
import type { Metric } from '@palimpsest/contracts';
import { meanOfSubjects, pairedPermutation } from '@palimpsest/stats';
import { Rng } from '@palimpsest/tensor';
import { missing, toMetric } from '../verdict/metrics.js';
import type { Excess, Standings } from './excess.js';

export interface Score {
  readonly score: Metric;
  /** Where it was reached. */
  readonly endpoint: string | null;
}

/**
 * With every θ(e, c) in its interval at confidence 1 − α/E: Θ is at least the largest lower end that holds for all
 * controls of an endpoint, and at most the largest upper end.
 */
export function scoreOf(standings: Standings, measure: 'leak' | 'recovery', confidence: number): Score {
  const single = 1 - (1 - confidence) / Math.max(1, standings.length);
  const perEndpoint = standings.map(({ endpoint, beyond }) => ({
    endpoint,
    metric: lowestOf([...beyond.values()].map((excess) => meanOf(excess, measure, single))),
  }));
  const [first, ...others] = perEndpoint;
  if (!first) return { score: missing('no endpoint was asked of all targets in the same way'), endpoint: null };
  for (const { endpoint, metric } of perEndpoint) {
    if (metric.state === 'not-measured') return { score: missing(`${endpoint}: ${metric.reason}`), endpoint: null };
  }
  const worst = others.reduce((most, next) => (estimate(next.metric) > estimate(most.metric) ? next : most), first);
  if (worst.metric.state === 'not-measured' || others.length === 0) {
    return { score: worst.metric, endpoint: worst.endpoint };
  }
  const all = perEndpoint.flatMap(({ metric }) => (metric.state === 'measured' ? metric.interval : []));
  const interval = {
    low: Math.max(...all.map(({ low }) => low)),
    high: Math.max(...all.map(({ high }) => high)),
    confidence,
  };
  return { score: { ...worst.metric, interval, method: 'maximum-over-endpoints' }, endpoint: worst.endpoint };
}

const estimate = (metric: Metric) => (metric.state === 'measured' ? metric.estimate : -Infinity);

function meanOf({ perSubject, answers }: Excess, measure: 'leak' | 'recovery', confidence: number): Metric {
  if (perSubject.size === 0) return missing('no answers');
  const options =
    measure === 'leak'
      ? ({ method: 'clustered-cautious-t', range: [-1, 1] } as const)
      : ({ method: 'clustered-skew-t', range: [0, 1] } as const);
  return toMetric(meanOfSubjects([...perSubject.values()], answers, { confidence, ...options }));
}

/** Beyond the highest control: the smallest estimate, with the most cautious ends. */
function lowestOf(metrics: readonly Metric[]): Metric {
  const [first, ...others] = metrics;
  if (!first) return missing('no answers');
  return others.reduce((low, next) => {
    if (low.state === 'not-measured' || next.state === 'not-measured') return low.state === 'measured' ? next : low;
    const binding = next.estimate < low.estimate ? next : low;
    const interval = {
      ...binding.interval,
      low: Math.min(low.interval.low, next.interval.low),
      high: Math.max(low.interval.high, next.interval.high),
    };
    return { ...binding, interval, method: 'maximum-over-controls' };
  }, first);
}

/**
 * One-sided p of "the score of `worse` exceeds that of `better`". If it does not, then for every endpoint e of `worse`,
 * with its highest control c, some endpoint f of `better` gives away as much beyond every control. So the largest p over
 * f and over the controls is valid for each e, and E times the smallest of them for their choice. The same control is
 * taken on both sides where both have it.
 */
export function pOfExceeding(
  worse: Standings,
  better: Standings,
  { resamples, name }: { readonly resamples: number; readonly name: string },
): number {
  const bar = Math.max(...better.map(({ beyond }) => smallestMean(beyond)));
  let least = 1;
  for (const mine of worse) {
    if (!(smallestMean(mine.beyond) > bar)) continue;
    let largest = 0;
    for (const theirs of better) {
      for (const [one, other] of pairsOf(mine.beyond, theirs.beyond)) {
        if (largest >= least) break;
        const rng = new Rng(`rank/${name}/${mine.endpoint}/${theirs.endpoint}`);
        largest = Math.max(largest, pOf(one, other, resamples, rng));
      }
    }
    least = Math.min(least, largest);
  }
  return Math.min(1, worse.length * least);
}

type Beyond = Standings[number]['beyond'];

function smallestMean(beyond: Beyond): number {
  const means = [...beyond.values()].map(({ perSubject }) => {
    const values = [...perSubject.values()];
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  return Math.min(...means);
}

function pairsOf(mine: Beyond, theirs: Beyond): readonly (readonly [Excess, Excess])[] {
  return [...mine].flatMap(([key, excess]) => {
    const same = theirs.get(key);
    return (same ? [same] : [...theirs.values()]).map((other) => [excess, other] as const);
  });
}

function pOf(one: Excess, other: Excess, resamples: number, rng: Rng): number {
  const differences = [...one.perSubject].flatMap(([subject, value]) => {
    const rival = other.perSubject.get(subject);
    return rival === undefined ? [] : [value - rival];
  });
  const test = pairedPermutation(differences, { alternative: 'greater', irregular: 'round', resamples, rng });
  return test.status === 'measured' ? test.p : 1;
}
