/**
 * The verdict of one target, by the policy that was fixed in the plan. A leak needs one corrected rejection;
 * a pass needs every confirmatory endpoint below the margin, with power, references and healthy attacks;
 * everything else is inconclusive and says why. There is no "erased".
 */
import type { Endpoint, Verdict, VerdictReason } from '@palimpsest/contracts';
import type { AuditRecord } from '../ports/work.js';
import type { Case } from './case.js';
import { endpointsOf } from './endpoints.js';
import { largestKnown, leakOf, smallestKnown } from './extremes.js';
import { forgetScoreOf } from './forget-score.js';
import { missing } from './metrics.js';
import { obstaclesToPass } from './obstacles.js';
import { tiersOf } from './tiers.js';
import { passedReason, sentenceOf } from './wording.js';

type Target = AuditRecord['checkpoints'][number];

export interface Judged {
  readonly verdict: Verdict;
  /** Confirmatory first, then worst first. */
  readonly endpoints: readonly Endpoint[];
  /** The endpoint that decided; the worst one when nothing did. */
  readonly shown: Endpoint | null;
}

export function judge(given: Case, target: Target): Judged {
  const { policy } = given.record.plan;
  const examined = endpointsOf(given, target);
  const tiers = tiersOf(given, target, examined);
  const endpoints = examined
    .map(({ endpoint }) => endpoint)
    .sort(
      (a, b) => Number(b.purpose === 'confirmatory') - Number(a.purpose === 'confirmatory') || leakOf(b) - leakOf(a),
    );
  const confirmatory = endpoints.filter(({ purpose }) => purpose === 'confirmatory');
  const leaks = confirmatory.filter(({ id, isLeak }) => isLeak || tiers.some(({ decidedBy }) => decidedBy === id));
  const obstacles = obstaclesToPass(given, target, confirmatory);
  const value = leaks.length > 0 ? 'leak' : obstacles.length > 0 ? 'inconclusive' : 'no-leak-above-bound';
  const deciding = { leak: leaks[0], inconclusive: undefined, 'no-leak-above-bound': byBound(confirmatory) }[value];
  const shown = deciding ?? confirmatory[0] ?? null;
  const verdict: Omit<Verdict, 'sentence'> = {
    value,
    reasons:
      leaks.length > 0 ? leakReasons(leaks) : obstacles.length > 0 ? [...obstacles] : [passedReason(policy.margin)],
    decidedBy: deciding?.id ?? null,
    leak: shown?.leak ?? missing('nothing was measured'),
    bound: largestKnown(confirmatory.map(({ bound }) => bound)),
    margin: policy.margin,
    confidence: 1 - policy.alpha,
    power: smallestKnown(confirmatory.map(({ power }) => power)),
    minimumDetectableLeak: largestKnown(confirmatory.map(({ minimumDetectableLeak }) => minimumDetectableLeak)),
    subjects:
      smallestKnown(confirmatory.map(({ target: metric }) => (metric.state === 'measured' ? metric.n : 0))) ?? 0,
    forgetScore: forgetScoreOf(given, confirmatory),
    tiers: [...tiers],
  };
  return { verdict: { ...verdict, sentence: sentenceOf(target.name, verdict) }, endpoints, shown };
}

/** What was found, and which control the claim had to do without. */
function leakReasons(leaks: readonly Endpoint[]): VerdictReason[] {
  const ids = leaks.map(({ id }) => id).join(', ');
  const found = `${ids} exceed${leaks.length === 1 ? 's' : ''} every control`;
  const lacks = (control: string) =>
    !leaks.some(({ comparisons }) =>
      comparisons.some((row) => row.control === control && row.recovery.state === 'measured'),
    );
  const absent = (code: VerdictReason['code'], detail: string): VerdictReason[] => [{ code, detail }];
  return [
    { code: 'leak-found', detail: found },
    ...(lacks('reference')
      ? absent('no-reference', 'no reference was compared; the other controls carry the leak')
      : []),
    ...(lacks('matched-reference')
      ? absent('no-matched-reference', 'no reference with the same refusal training was compared')
      : []),
  ];
}

const byBound = (list: readonly Endpoint[]) => [...list].sort((a, b) => (b.bound ?? 1) - (a.bound ?? 1))[0];
