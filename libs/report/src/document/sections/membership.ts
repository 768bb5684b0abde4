/** How well scores tell forget people from people no model was shown: over all thresholds, and where it costs nobody. */
import type { MembershipRow } from '@palimpsest/contracts';
import type { Cell, Section } from '../block.js';
import { inVerdictOrder } from '../order.js';
import { cell, muted, people, plain, rate } from '../runs.js';
import type { Telling } from '../telling.js';

export function membershipSection(telling: Telling): Section | null {
  const { report, words, write } = telling;
  const rows = inVerdictOrder(report, report.membership ?? []);
  const [first] = rows;
  if (!first) return null;
  const { title, lead, caption, head, foundAt } = words.membership;
  const rates = first.rates.map(({ falsePositiveRate }) => foundAt(write.tidyPercent(falsePositiveRate)));
  return {
    ...{ id: 'membership', title },
    blocks: [
      { kind: 'paragraph', runs: [lead] },
      {
        ...{ kind: 'table', caption, head: [...head.before, ...rates, ...head.after] },
        rows: rows.map((row) => cellsOf(row, telling)),
      },
    ],
  };
}

function cellsOf(
  { checkpoint, role, variant, area, rates, outside }: MembershipRow,
  telling: Telling,
): readonly Cell[] {
  const { words } = telling;
  return [
    cell(checkpoint),
    cell(words.roles[role]),
    cell(variant),
    cell(...plain(area, telling)),
    ...rates.map(({ truePositiveRate }) => cell(...rate(truePositiveRate, telling))),
    cell(...people(area, telling)),
    cell(outside === null ? muted(words.membership.unknown) : String(outside)),
  ];
}
