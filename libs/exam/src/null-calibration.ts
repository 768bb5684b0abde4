/**
 * Audits of models that never saw against models that never saw, judged by the verdict's own code: how often it
 * claims a leak, and whether its p-values are what p-values are under the null hypothesis.
 *
 * - `whole`: target and references are whole models. Their answers depend on each other from person to person in ways
 *   no exchange of people undoes, and the same few models are drawn again and again: draws are not independent.
 * - `exchanged`: target and reference also change places person by person, by fair coins. Then the null hypothesis
 *   holds exactly and, given the answers, draws are independent: here the DKW band applies as it stands.
 *
 * A permutation p of counts is discrete, P(p ≤ a) ≤ a, and the leak floor makes it smaller still. So the decision's p
 * is held to "not above the band", and uniformity is asked of the floor-free p with its atom broken at random:
 * p − U·P(S = s). The atom is p + p′ − 1, p′ being the p of target and reference in each other's place.
 */
import { endpointsOf, judge, type Case } from '@palimpsest/audit';
import type { Endpoint, VerdictValue } from '@palimpsest/contracts';
import { dkwHalfWidth } from '@palimpsest/stats';
import { Rng } from '@palimpsest/tensor';
import { shareOf, type Share } from './exam-score.js';
import { redrawn, type Redraw } from './redraw.js';

export interface NullOptions {
  /** Checkpoints that never saw; three or more. */
  readonly pool: readonly string[];
  readonly draws: number;
  readonly seed: number;
  readonly way: 'whole' | 'exchanged';
  /** Share of the people who are asked in a draw. */
  readonly people?: number;
  readonly onDraw?: (done: number, total: number) => void;
}

export interface NullCalibration {
  readonly way: NullOptions['way'];
  readonly draws: number;
  readonly seed: number;
  readonly pool: readonly string[];
  /** People asked per draw. */
  readonly people: number;
  readonly falseLeaks: Share;
  readonly passes: Share;
  /** Half-width of the 95 % DKW band for so many draws. */
  readonly band: number;
  /** Smallest Holm-adjusted p of each audit. */
  readonly decision: Distribution;
  /** Floor-free p against one reference, of an endpoint drawn by seed, its atom broken at random. */
  readonly randomised: Distribution;
}

export interface Distribution {
  readonly n: number;
  /** sup over a of F(a) − a: p-values that are too small. */
  readonly above: number;
  /** sup over a of a − F(a): p-values that are too large, which costs power and no error. */
  readonly below: number;
  /** F at 0.01, 0.05, 0.1, 0.25 and 0.5. */
  readonly at: readonly { readonly level: number; readonly share: number }[];
}

/** @throws RangeError for too few models */
export function nullCalibration(given: Case, options: NullOptions): NullCalibration {
  const { pool, draws, seed, way, people: share = 0.5 } = options;
  if (pool.length < 3) throw new RangeError(`the null needs three models that never saw, got ${pool.length}`);
  const everyone = given.ledger.knowledge?.known ?? given.ledger.data?.forget ?? [];
  const asked = Math.round(share * everyone.length);
  const rng = new Rng(`null/${way}/${seed}`);
  const results = Array.from({ length: draws }, (_, index) => {
    options.onDraw?.(index, draws);
    return oneDraw(given, drawFrom(pool, everyone, asked, way, rng.fork(`draw ${index}`)), rng.fork(`atom ${index}`));
  });
  options.onDraw?.(draws, draws);
  const band = dkwHalfWidth(draws);
  if (typeof band !== 'number') throw new RangeError(band.reason);
  return {
    ...{ way, draws, seed, pool, people: asked, band },
    falseLeaks: shareOf(results, ({ value }) => value === 'leak'),
    passes: shareOf(results, ({ value }) => value === 'no-leak-above-bound'),
    decision: distributionOf(results.map(({ decision }) => decision)),
    randomised: distributionOf(results.flatMap(({ randomised }) => randomised ?? [])),
  };
}

function drawFrom(
  pool: readonly string[],
  everyone: readonly string[],
  asked: number,
  way: NullOptions['way'],
  rng: Rng,
): Redraw {
  const [target = '', ...references] = rng.sample(pool, way === 'whole' ? 3 : 2);
  const people = rng.sample(everyone, asked);
  const draw = { target, references, people: new Set(people) };
  return way === 'whole' ? draw : { ...draw, exchanged: new Set(people.filter(() => rng.uniform() < 0.5)) };
}

interface DrawResult {
  readonly value: VerdictValue;
  readonly decision: number;
  /** Null where the endpoint was not measured. */
  readonly randomised: number | null;
}

function oneDraw(given: Case, draw: Redraw, rng: Rng): DrawResult {
  const drawn = redrawn(given, draw);
  const judged = judge(drawn, targetOf(drawn));
  const adjusted = judged.endpoints.flatMap(({ pAdjusted }) => pAdjusted ?? []);
  return { value: judged.verdict.value, decision: Math.min(1, ...adjusted), randomised: randomisedP(given, draw, rng) };
}

function randomisedP(given: Case, draw: Redraw, rng: Rng): number | null {
  const [reference = ''] = draw.references;
  const swapped = { ...draw, target: reference, references: [draw.target] };
  const [forward, backward] = [
    floorFree(redrawn(given, { ...draw, references: [reference] })),
    floorFree(redrawn(given, swapped)),
  ];
  const endpoint = rng.pick(forward);
  const [p, mirrored] = [
    pAgainst(endpoint, reference),
    pAgainst(
      backward.find(({ id }) => id === endpoint.id),
      draw.target,
    ),
  ];
  if (p === null || mirrored === null) return null;
  return p - rng.uniform() * (p + mirrored - 1);
}

/** Confirmatory endpoints under a policy without a leak floor. */
function floorFree(drawn: Case): readonly Endpoint[] {
  const { record } = drawn;
  const plan = { ...record.plan, policy: { ...record.plan.policy, leakFloor: 0 } };
  const free = { ...drawn, record: { ...record, plan } };
  return endpointsOf(free, targetOf(free))
    .map(({ endpoint }) => endpoint)
    .filter(({ purpose }) => purpose === 'confirmatory');
}

const pAgainst = (endpoint: Endpoint | undefined, name: string): number | null =>
  endpoint?.comparisons.find((row) => row.control === 'reference' && row.name === name)?.p ?? null;

function targetOf({ record }: Case): Case['record']['checkpoints'][number] {
  const target = record.checkpoints.find(({ roles }) => roles.includes('target'));
  if (!target) throw new RangeError('the drawn target is not in the audit');
  return target;
}

/** The empirical distribution function against that of the uniform distribution. */
export function distributionOf(values: readonly number[]): Distribution {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const share = (level: number) => sorted.filter((value) => value <= level).length / n;
  return {
    n,
    above: Math.max(0, ...sorted.map((value, index) => (index + 1) / n - value)),
    below: Math.max(0, ...sorted.map((value, index) => value - index / n)),
    at: [0.01, 0.05, 0.1, 0.25, 0.5].map((level) => ({ level, share: share(level) })),
  };
}
