/** Utility on people the model should still know. */
import type { Section } from '../block.js';
import { inVerdictOrder } from '../order.js';
import { bar, cell, people, rate } from '../runs.js';
import type { Telling } from '../telling.js';

export function utilitySection(telling: Telling): Section {
  const { report, words } = telling;
  const splits: Readonly<Record<string, string>> = words.splits;
  return {
    id: 'utility',
    title: words.utility.title,
    blocks: [
      { kind: 'paragraph', runs: [words.utility.lead] },
      {
        kind: 'table',
        caption: words.utility.caption,
        head: words.utility.head,
        rows: inVerdictOrder(report, report.utility).map((row) => [
          cell(row.checkpoint),
          cell(words.roles[row.role]),
          cell(splits[row.split] ?? row.split),
          cell(words.asks[row.ask] ?? row.ask),
          cell(...rate(row.accuracy, telling)),
          { runs: [], bar: bar(row.accuracy, { tone: row.role }) },
          cell(...rate(row.refused, telling)),
          cell(...rate(row.unparsable, telling)),
          cell(...people(row.accuracy, telling)),
        ]),
      },
    ],
  };
}
