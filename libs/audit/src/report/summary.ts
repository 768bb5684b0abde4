/** The first thing a reader sees: the worst verdict and one sentence over all targets. */
import { exitCodes, type Report, type TargetReport, type VerdictValue } from '@palimpsest/contracts';

/** Worst first. */
export const severity: readonly VerdictValue[] = ['leak', 'inconclusive', 'no-leak-above-bound'];

export function summaryOf(targets: readonly TargetReport[]): Report['summary'] {
  const counts = severity.map((value) => targets.filter(({ verdict }) => verdict.value === value).length);
  const worst = severity.find((_, index) => (counts[index] ?? 0) > 0) ?? 'inconclusive';
  return {
    verdict: worst,
    sentence: sentenceOver(targets, counts),
    exitCode: exitCodes[worst],
    targets: targets.map(({ checkpoint, verdict }) => ({
      checkpoint,
      verdict: verdict.value,
      sentence: verdict.sentence,
    })),
  };
}

function sentenceOver(targets: readonly TargetReport[], [leaks = 0, open = 0, passed = 0]: readonly number[]): string {
  const [only] = targets;
  if (!only) return 'Nothing was judged: the plan names no target.';
  if (targets.length === 1) return only.verdict.sentence;
  const holding = leaks === 1 ? 'holds what it claims' : 'hold what they claim';
  const parts = [
    ...(leaks > 0 ? [`${leaks} still ${holding} to have forgotten`] : []),
    ...(open > 0 ? [`${open} ${open === 1 ? 'is' : 'are'} inconclusive`] : []),
    ...(passed > 0 ? [`${passed} ${passed === 1 ? 'shows no leak above its' : 'show no leak above their'} bound`] : []),
  ];
  return `Of ${targets.length} checkpoints, ${parts.join('; ')}.`;
}
