/**
 * Who gave away least. Both directions of every pair are tested, Holm-adjusted over all of them, so that all ranks hold
 * together with probability 1 − α; what cannot be told apart shares ranks (`rankIntervals`).
 */
import type { ComparedEndpoint, Correction, Leaderboard, RankedRow } from '@palimpsest/contracts';
import { holm, rankIntervals } from '@palimpsest/stats';
import { AuditInputError } from '../engine/errors.js';
import { estimateOf, missing, nullShareOf } from '../verdict/metrics.js';
import type { Contestant } from './contestants.js';
import { idOf } from './endpoints.js';
import { sharedControls, standingsOf, type Standings } from './excess.js';
import { pOfExceeding, scoreOf } from './score.js';
import { incomparable } from './settings.js';

/** Ranks by the worst confirmatory endpoint of each target. */
export const WORST = 'worst';

export interface RankedBoard {
  readonly leaderboard: Leaderboard;
  readonly corrections: readonly Correction[];
  /** Endpoints that could not be counted, in words. */
  readonly warnings: readonly string[];
}

/** @throws AuditInputError when `by` is no endpoint of these audits */
export function leaderboardOf(
  contestants: readonly Contestant[],
  endpoints: readonly ComparedEndpoint[],
  by: string,
): RankedBoard {
  const wanted = endpointsBy(endpoints, by);
  const askedAlike = wanted.filter(({ probe }) => by !== WORST || isAskedAlike(contestants, probe));
  const all = askedAlike.map((question) => ({ question, controls: sharedControls(contestants, question) }));
  const measure = all.some(({ controls }) => controls.length > 0) ? 'leak' : 'recovery';
  const counted = all.filter(({ controls }) => measure === 'recovery' || controls.length > 0);
  const entries = contestants.map((contestant) => entryOf(contestant, contestants[0], counted, measure));
  const purpose = counted.every(({ question }) => question.purpose === 'confirmatory') ? 'confirmatory' : 'exploratory';
  const ranked = rank(entries, contestants[0]?.given.record.plan.policy);
  const controls = counted.flatMap((entry) => entry.controls);
  const leaderboard: Leaderboard = {
    ...{ by, measure, purpose, endpoints: counted.map(({ question }) => idOf(question)) },
    controls: controls
      .filter(({ key }, index) => controls.findIndex((other) => other.key === key) === index)
      .map(({ control, name }) => ({ control, name })),
    rows: ranked.rows,
    claims: ranked.claims,
  };
  const tests = ranked.tests;
  return {
    leaderboard,
    corrections: tests > 0 ? [{ family: 'ranks', purpose, method: 'holm', tests }] : [],
    warnings: [
      ...leftOut(
        wanted.filter((endpoint) => !askedAlike.includes(endpoint)),
        'which not every audit asked in the same way',
      ),
      ...leftOut(
        all.filter((entry) => !counted.includes(entry)).map(({ question }) => question),
        'which not every target has a control in common for',
      ),
    ],
  };
}

function endpointsBy(endpoints: readonly ComparedEndpoint[], by: string): readonly ComparedEndpoint[] {
  if (by === WORST) return endpoints.filter(({ purpose }) => purpose === 'confirmatory');
  const chosen = endpoints.filter(({ id }) => id === by);
  if (chosen.length > 0) return chosen;
  const ids = endpoints.map(({ id }) => id).join(', ');
  throw new AuditInputError('Ranks', `${by} is no endpoint of these audits`, `Rank by ${WORST} or by one of ${ids}.`);
}

const isAskedAlike = ([first, ...others]: readonly Contestant[], probe: string): boolean =>
  first !== undefined && others.every((other) => incomparable(first, other, probe) === null);

function leftOut(endpoints: readonly ComparedEndpoint[], why: string): readonly string[] {
  if (endpoints.length === 0) return [];
  return [`ranks leave out ${endpoints.map(({ id }) => id).join(', ')}, ${why}`];
}

interface Entry extends Pick<RankedRow, 'target' | 'score' | 'endpoint' | 'caution'> {
  readonly standings: Standings;
}

type Counted = Parameters<typeof standingsOf>[1];

function entryOf(
  contestant: Contestant,
  baseline: Contestant | undefined,
  counted: Counted,
  measure: Leaderboard['measure'],
): Entry {
  const { label, given } = contestant;
  const { confidence, maximumNulls } = given.record.plan.policy;
  const standings = standingsOf(contestant, counted);
  const apart = counted.flatMap(({ question }) =>
    baseline ? (incomparable(baseline, contestant, question.probe) ?? []) : [],
  );
  const [reason] = apart;
  const score = reason ? { score: missing(reason), endpoint: null } : scoreOf(standings, measure, confidence);
  return { target: label, ...score, standings, caution: cautionOf(contestant, counted, maximumNulls) };
}

/** What would make a target look better than it is. */
function cautionOf({ report }: Contestant, counted: Counted, maximumNulls: number): string | null {
  const ids = counted.map(({ question }) => idOf(question));
  const own = report.endpoints.filter(({ id }) => ids.includes(id));
  const sick = own.filter(({ health }) => health.length > 0).map(({ id }) => id);
  if (sick.length > 0) return `the attack did not work as an attack: ${sick.join(', ')}`;
  const holed = own.filter((endpoint) => nullShareOf(endpoint) > maximumNulls).map(({ id }) => id);
  return holed.length > 0 ? `too many answers could not be measured: ${holed.join(', ')}` : null;
}

interface Ranks {
  readonly rows: RankedRow[];
  readonly claims: Leaderboard['claims'];
  readonly tests: number;
}

function rank(entries: readonly Entry[], policy = { alpha: 0.05, resamples: 10_000 }): Ranks {
  const ranked = entries.filter(({ score }) => score.state === 'measured');
  const pairs = ranked.flatMap((better, at) =>
    ranked.flatMap((worse, against) => (at === against ? [] : [{ better, worse, at, against }])),
  );
  const ps = pairs.map(({ better, worse }) => {
    if (better.caution !== null) return 1;
    const options = { resamples: policy.resamples, name: `${worse.target}/${better.target}` };
    return pOfExceeding(worse.standings, better.standings, options);
  });
  const adjusted = holm(ps);
  const claims = pairs.flatMap((pair, index) => {
    const [p, pAdjusted] = [ps[index] ?? 1, adjusted[index] ?? 1];
    return pAdjusted <= policy.alpha ? [{ ...pair, p, pAdjusted }] : [];
  });
  const ranks = rankIntervals(
    ranked.length,
    claims.map(({ at, against }) => ({ better: at, worse: against })),
  );
  const rows = entries.map(({ target, score, endpoint, caution }): RankedRow => {
    const at = ranked.findIndex((entry) => entry.target === target);
    const shownBetterThan = claims.filter((claim) => claim.at === at).map(({ worse }) => worse.target);
    const unranked = score.state === 'not-measured' ? score.reason : null;
    return { target, score, endpoint, caution, rank: ranks[at] ?? null, unranked, shownBetterThan };
  });
  const key = ({ score }: RankedRow) => estimateOf(score) ?? Infinity;
  return {
    rows: rows.sort((a, b) => key(a) - key(b)),
    claims: claims.map(({ better, worse, p, pAdjusted }) => ({
      ...{ better: better.target, worse: worse.target, p, pAdjusted },
    })),
    tests: pairs.length,
  };
}
