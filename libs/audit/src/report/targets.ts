/** One target: its verdict, its endpoints, how it replies to plain questions, and the controls that decided. */
import type { ControlComparison, Endpoint, Metric, TargetReport } from '@palimpsest/contracts';
import type { AuditRecord } from '../ports/work.js';
import { cleanCounts, type Case } from '../verdict/case.js';
import type { Judged } from '../verdict/judge.js';
import { estimateOf, missing } from '../verdict/metrics.js';
import { attributeRows } from './attributes.js';
import { plainReplies } from './replies.js';
import { severity } from './summary.js';

export function targetReport(
  given: Case,
  checkpoint: AuditRecord['checkpoints'][number],
  { verdict, endpoints, shown }: Judged,
): TargetReport {
  const { plan } = given.record;
  const { name } = checkpoint;
  const truth = plan.checkpoints.find((entry) => entry.name === name)?.truth ?? null;
  const isComparable = truth !== null && verdict.value !== 'inconclusive';
  const forgetReplies = plainReplies(cleanCounts(given, name, 'free'), plan.policy.confidence);
  const retainReplies = plainReplies(cleanCounts(given, name, 'free', 'utility'), plan.policy.confidence);
  return {
    checkpoint: name,
    truth,
    agreesWithTruth: isComparable ? (verdict.value === 'leak') === (truth !== 'forgot') : null,
    verdict,
    endpoints: [...endpoints],
    attributes: attributeRows(given, checkpoint, endpoints),
    clean: { forget: forgetReplies.correct, retain: retainReplies.correct, forgetReplies, retainReplies },
    controls: controlsOf(shown, endpoints),
  };
}

/** Leaks first, then what is open; the larger leak first among equals. */
export function worstFirst(targets: readonly TargetReport[]): TargetReport[] {
  const rank = ({ verdict }: TargetReport) => severity.indexOf(verdict.value);
  const leak = ({ verdict }: TargetReport) => estimateOf(verdict.leak) ?? -Infinity;
  return [...targets].sort((a, b) => rank(a) - rank(b) || leak(b) - leak(a));
}

function controlsOf(shown: Endpoint | null, endpoints: readonly Endpoint[]): TargetReport['controls'] {
  const first = shown ? [shown, ...endpoints.filter((endpoint) => endpoint !== shown)] : endpoints;
  const own = (control: ControlComparison['control'], absent: string) =>
    highest(shown ? [shown] : [], control) ?? missing(absent);
  const anywhere = (metrics: readonly (Metric | undefined)[], absent: string) =>
    metrics.find((metric) => metric?.state === 'measured') ?? missing(absent);
  return {
    reference: own('reference', 'no reference was asked the same way'),
    matchedReference: own('matched-reference', 'no reference with the same refusal training was asked the same way'),
    permuted: anywhere(
      first.map(({ permuted }) => permuted),
      'no probe was run on permuted answers',
    ),
    noise: anywhere(
      first.map((endpoint) => highest([endpoint], 'noise')),
      'no noise of equal size was tried',
    ),
    prior: own('prior', 'how often a guess is right is not known'),
  };
}

/** The control's recovery; the highest where several checkpoints play the part. */
function highest(endpoints: readonly Endpoint[], control: ControlComparison['control']): Metric | undefined {
  const rows = endpoints.flatMap(({ comparisons }) => comparisons.filter((row) => row.control === control));
  return rows.map(({ recovery }) => recovery).sort((a, b) => (estimateOf(b) ?? -1) - (estimateOf(a) ?? -1))[0];
}
