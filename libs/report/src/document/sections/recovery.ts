/** Recovery before and after each probe, of targets, original and references, at a glance and as tables. */
import type { RecoveryRow } from '@palimpsest/contracts';
import { endpointWords } from '../../words/endpoint-words.js';
import type { Section, Table } from '../block.js';
import { controlsLast, inVerdictOrder } from '../order.js';
import { bar, cell, people, rate } from '../runs.js';
import type { Telling } from '../telling.js';

export function recoverySection(telling: Telling): Section {
  const { report, words, charts } = telling;
  const rows = controlsLast(report, inVerdictOrder(report, report.recovery));
  const groups = [...new Set(rows.map((row) => endpointWords(row, words)))];
  return {
    id: 'recovery',
    title: words.recovery.title,
    blocks: [
      { kind: 'paragraph', runs: [words.recovery.lead] },
      {
        kind: 'figures',
        figures:
          charts.recovery === null ? [] : [{ svg: charts.recovery, caption: words.recovery.figure, isWide: true }],
      },
      ...groups.map((group) => ({
        kind: 'fold' as const,
        summary: [words.recovery.numbers(group)],
        ...{ isOpen: report.targets.length === 1, isDeep: false },
        blocks: [
          recoveryTable(
            group,
            rows.filter((row) => endpointWords(row, words) === group),
            telling,
          ),
        ],
      })),
    ],
  };
}

function recoveryTable(group: string, rows: readonly RecoveryRow[], telling: Telling): Table {
  const { common, recovery, roles } = telling.words;
  const prior = telling.report.targets[0]?.controls.prior;
  const lines = prior?.state === 'measured' ? [prior.estimate] : [];
  const isSpoken = rows.some(({ ask }) => ask === 'free' || ask === 'cloze' || ask === 'mcq');
  const isPlain = rows.every(({ variant }) => variant === 'clean');
  return {
    kind: 'table',
    caption: isPlain ? recovery.caption(group) : recovery.captionBeforeAfter(group),
    head: [
      ...[common.checkpoint, common.role, ...(isPlain ? [common.recovery] : [recovery.before, recovery.after])],
      ...[common.scale, ...(isSpoken ? [common.refused, common.unparsable] : []), common.peopleAnswers],
    ],
    rows: rows.map((row) => [
      cell(row.checkpoint),
      cell(roles[row.role]),
      ...(isPlain ? [] : [cell(...rate(row.pre, telling))]),
      cell(...rate(row.post, telling)),
      { runs: [], bar: bar(row.post, { lines, tone: row.role, ...(isPlain ? {} : { before: row.pre }) }) },
      ...(isSpoken ? [cell(...rate(row.refused, telling)), cell(...rate(row.unparsable, telling))] : []),
      cell(...people(row.post, telling)),
    ]),
  };
}
