/** Would a filter in front of the model have stopped the attack, and what does it cost? */
import type { DefenseRow } from '@palimpsest/contracts';
import { endpointWords } from '../../words/endpoint-words.js';
import type { Section, Table } from '../block.js';
import { inVerdictOrder } from '../order.js';
import { bar, cell, rate, strong } from '../runs.js';
import type { Telling } from '../telling.js';

export function defensesSection(telling: Telling): Section | null {
  const { report, words } = telling;
  if (report.defenses.length === 0) return null;
  const checkpoints = [...new Set(inVerdictOrder(report, report.defenses).map(({ checkpoint }) => checkpoint))];
  const [before, warning, after] = words.defenses.lead;
  return {
    id: 'defenses',
    title: words.defenses.title,
    blocks: [
      { kind: 'paragraph', runs: [before, strong(warning), after] },
      ...checkpoints.map((checkpoint) => ({
        kind: 'fold' as const,
        summary: [checkpoint],
        isOpen: checkpoints.length <= 3,
        isDeep: false,
        blocks: [
          defenseTable(
            checkpoint,
            report.defenses.filter((row) => row.checkpoint === checkpoint),
            telling,
          ),
        ],
      })),
    ],
  };
}

function defenseTable(checkpoint: string, rows: readonly DefenseRow[], telling: Telling): Table {
  const { words } = telling;
  return {
    kind: 'table',
    caption: words.defenses.caption(checkpoint),
    head: words.defenses.head,
    rows: rows.map((row) => [
      cell(endpointWords(row, words)),
      cell(row.defense),
      cell(...rate(row.withoutDefense, telling)),
      cell(...rate(row.withDefense, telling)),
      { runs: [], bar: bar(row.withDefense, { tone: 'target', before: row.withoutDefense }) },
      cell(...rate(row.cleanRetainWithout, telling)),
      cell(...rate(row.cleanRetainWith, telling)),
      cell(row.adaptivelyTested ? words.defenses.adaptive : words.defenses.notAdaptive),
    ]),
  };
}
