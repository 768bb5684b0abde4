/** The exam's outcome on a terminal. */
import type { ExamResult, Share } from '@palimpsest/exam';
import { columns } from '../output/output.js';

export function examText({ examinations, calibrations }: ExamResult): string {
  const heading = ['policy', 'sensitivity', 'specificity', 'false passes', 'passes where due', 'inconclusive'];
  const rows = examinations.map(({ name, score }) => [
    name,
    ...[score.sensitivity, score.specificity, score.falsePasses, score.passes, score.inconclusive].map(shareText),
  ]);
  const nulls = calibrations.map(
    ({ preset, way, falseLeaks, decision, randomised, band }) =>
      `Never saw against never saw (${preset}, ${way}): ${shareText(falseLeaks)} false leaks; p too small by at most ` +
      `${decision.above.toFixed(3)}, ${randomised.above.toFixed(3)} with broken atoms (band ${band.toFixed(3)}).`,
  );
  return [columns([heading, ...rows]), ...(nulls.length > 0 ? ['', ...nulls] : [])].join('\n');
}

const shareText = ({ count, n }: Share) => `${count} of ${n}`;
