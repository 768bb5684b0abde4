/** What a report cannot say, and what is missing in it. Both are named in the summary as well. */
import type { Section } from '../block.js';
import { missingWork } from '../missing-work.js';
import { cell, recorded } from '../runs.js';
import type { Telling } from '../telling.js';

export function limitsSection(telling: Telling): Section {
  const { report, words } = telling;
  const { limits } = words;
  return {
    id: 'limits',
    title: limits.title,
    blocks: [
      { kind: 'list', items: report.limits.map((limit) => [recorded(limit, telling)]) },
      {
        kind: 'table',
        stacks: true,
        caption: limits.caption,
        head: limits.head,
        rows: missingWork(report).map(({ what, names, reason }) => [
          cell(recorded(what, telling), names.length > 0 ? limits.for(names.join(', ')) : ''),
          cell(recorded(reason, telling)),
        ]),
      },
    ],
  };
}
