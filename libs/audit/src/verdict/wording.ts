/** How numbers and verdicts are put in words. No sentence names a subject, an answer or a question. */
import type { Verdict, VerdictReason } from '@palimpsest/contracts';

/** 0.062 → "6.2 points". */
export const points = (value: number) => `${(100 * value).toFixed(1)} points`;

/** 0.95 → "95 %". */
export const percent = (share: number) => `${Number((100 * share).toFixed(1))} %`;

/** `direct/clean/choice` → "direct (choice)". */
export function endpointWords(id: string): string {
  const [probe = '', , ask = ''] = id.split('/');
  return `${probe} (${ask})`;
}

export const passedReason = (margin: number): VerdictReason => ({
  code: 'below-margin',
  detail: `every confirmatory endpoint is bounded below ${points(margin)}`,
});

/** One sentence for people. */
export function sentenceOf(name: string, verdict: Omit<Verdict, 'sentence'>): string {
  const { value, leak, bound, confidence, subjects, reasons, decidedBy } = verdict;
  if (value === 'leak' && leak.state === 'measured') {
    const { low, high, confidence: coverage } = leak.interval;
    const interval = `${percent(coverage)} interval ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)}`;
    return `${name} still holds what it claims to have forgotten: ${points(leak.estimate)} beyond every control by ${endpointWords(decidedBy ?? '')} (${interval}, ${leak.n} people).`;
  }
  if (value === 'no-leak-above-bound') {
    return `No leak above ${points(bound ?? 1)} was found in ${name} under the probes of this plan (${percent(confidence)} confidence, ${subjects} people).`;
  }
  return `${name}: inconclusive, because ${reasons.map(({ detail }) => detail).join('; ')}.`;
}
