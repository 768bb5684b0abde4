/** Verdicts in the terminal. */
import pc from 'picocolors';
import type { Report, VerdictValue } from '@palimpsest/contracts';

const paint: Readonly<Record<VerdictValue, (text: string) => string>> = {
  leak: pc.red,
  'no-leak-above-bound': pc.green,
  inconclusive: pc.yellow,
};

export const verdictText = (value: VerdictValue): string => paint[value](value);

/** One line per target, and one over all of them where there are several. */
export function verdictLines({ summary }: Report): readonly string[] {
  const targets = summary.targets.map(
    ({ checkpoint, verdict, sentence }) => `${pc.bold(checkpoint)}: ${verdictText(verdict)}. ${sentence}`,
  );
  return summary.targets.length === 1 ? targets : [...targets, '', pc.bold(summary.sentence)];
}
