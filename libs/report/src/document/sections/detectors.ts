/** Would anybody notice the attack? */
import type { Section } from '../block.js';
import { inVerdictOrder } from '../order.js';
import { cell, plain, rate } from '../runs.js';
import type { Telling } from '../telling.js';

export function detectorsSection(telling: Telling): Section | null {
  const { report, words, write, charts } = telling;
  if (report.detectors.length === 0) return null;
  const detectors = new Set(report.detectors.map(({ detector }) => detector));
  const { detectors: say } = words;
  return {
    id: 'detectors',
    title: say.title,
    blocks: [
      { kind: 'paragraph', runs: [say.lead([...detectors].join(', '))] },
      { kind: 'figures', figures: charts.detectors.map(({ title, svg }) => ({ svg, caption: title })) },
      {
        kind: 'table',
        caption: say.caption,
        head: say.head,
        rows: inVerdictOrder(report, report.detectors).map((panel) => [
          cell(panel.checkpoint),
          cell(detectors.size > 1 ? `${panel.condition}, ${panel.detector}` : panel.condition),
          cell(...plain(panel.auroc, telling)),
          cell(...rate(panel.truePositiveRate, telling)),
          cell(...rate(panel.falsePositiveRate, telling)),
          cell(panel.threshold === null ? words.common.none : write.precise(panel.threshold)),
          cell(say.images(panel.positives, panel.negatives, panel.calibration)),
        ]),
      },
    ],
  };
}
