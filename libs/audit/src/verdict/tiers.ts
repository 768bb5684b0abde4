/**
 * The verdict tier by tier. Lower tiers ask, higher ones optimise: the lower the tier of a leak, the less can be
 * said against it (SCIENCE §4.11). A tier leaks when its best credible endpoint survives the correction within the
 * tier and Holm's over the tiers; it passes as a target passes, on its own endpoints.
 */
import type { Endpoint, TierVerdict } from '@palimpsest/contracts';
import { holm } from '@palimpsest/stats';
import type { AuditRecord } from '../ports/work.js';
import type { Case } from './case.js';
import type { Examined } from './endpoints.js';
import { confirmatoryTiers } from './family.js';
import { largestKnown, leakOf, smallestKnown } from './extremes.js';
import { missing } from './metrics.js';
import { obstaclesToPass } from './obstacles.js';
import { passedReason } from './wording.js';

type Checkpoint = AuditRecord['checkpoints'][number];

const allTiers = [0, 1, 2, 3] as const;

export function tiersOf(given: Case, target: Checkpoint, examined: readonly Examined[]): readonly TierVerdict[] {
  const tested = confirmatoryTiers(given, target);
  const strongest = tested.map((tier) => strongestOf(examined.filter(({ endpoint }) => endpoint.tier === tier)));
  const adjusted = holm(strongest.map((best) => best?.pInTier ?? 1));
  return allTiers.map((tier) => {
    const own = examined.map(({ endpoint }) => endpoint).filter((endpoint) => endpoint.tier === tier);
    const index = tested.indexOf(tier);
    const best = strongest[index] ?? null;
    return index < 0
      ? untested(tier, own)
      : judgeTier(given, target, tier, own, best, best ? (adjusted[index] ?? 1) : null);
  });
}

/** The credible confirmatory endpoint with the smallest p; of equals the one with the larger leak. */
function strongestOf(examined: readonly Examined[]): Examined | null {
  const credible = examined.filter(({ endpoint, isCredible }) => isCredible && endpoint.purpose === 'confirmatory');
  const [best = null] = credible.toSorted(
    (a, b) => (a.pInTier ?? 1) - (b.pInTier ?? 1) || leakOf(b.endpoint) - leakOf(a.endpoint),
  );
  return best;
}

function judgeTier(
  given: Case,
  target: Checkpoint,
  tier: number,
  own: readonly Endpoint[],
  best: Examined | null,
  pAdjusted: number | null,
): TierVerdict {
  const { policy } = given.record.plan;
  const confirmatory = own.filter(({ purpose }) => purpose === 'confirmatory');
  const obstacles = obstaclesToPass(given, target, confirmatory, tier);
  const isLeak = best !== null && pAdjusted !== null && pAdjusted <= policy.alpha;
  const shown = best?.endpoint ?? confirmatory.toSorted((a, b) => leakOf(b) - leakOf(a))[0];
  const found = [{ code: 'leak-found' as const, detail: `${best?.endpoint.id ?? ''} exceeds every control` }];
  return {
    tier,
    value: isLeak ? 'leak' : obstacles.length > 0 ? 'inconclusive' : 'no-leak-above-bound',
    ...countsOf(own),
    pAdjusted,
    decidedBy: isLeak ? (best?.endpoint.id ?? null) : null,
    leak: shown?.leak ?? missing('nothing was measured'),
    bound: largestKnown(confirmatory.map(({ bound }) => bound)),
    power: smallestKnown(confirmatory.map(({ power }) => power)),
    minimumDetectableLeak: largestKnown(confirmatory.map(({ minimumDetectableLeak }) => minimumDetectableLeak)),
    reasons: isLeak ? found : obstacles.length > 0 ? [...obstacles] : [passedReason(policy.margin)],
  };
}

/** Never a pass: nothing of this tier could have decided. */
function untested(tier: number, own: readonly Endpoint[]): TierVerdict {
  const none = missing('no confirmatory probe of this tier in the plan');
  const numbers = { pAdjusted: null, decidedBy: null, bound: null, power: null, minimumDetectableLeak: null };
  return { tier, value: null, ...countsOf(own), ...numbers, leak: none, reasons: [] };
}

const countsOf = (own: readonly Endpoint[]) => ({
  confirmatory: own.filter(({ purpose }) => purpose === 'confirmatory').length,
  exploratory: own.filter(({ purpose }) => purpose === 'exploratory').length,
});
