/** The evidence person by person (pseudonyms only). */
import type { SubjectRow } from '@palimpsest/contracts';
import type { Cell, Section, Table } from '../block.js';
import { cell, code, muted, percentOr } from '../runs.js';
import type { Telling } from '../telling.js';

export function peopleSection(telling: Telling): Section {
  const { report, words } = telling;
  const checkpoints = [...new Set(report.subjects.map(({ checkpoint }) => checkpoint))];
  return {
    id: 'people',
    title: words.people.title,
    blocks: [
      { kind: 'paragraph', runs: [words.people.lead] },
      ...checkpoints.map((checkpoint) => ({
        kind: 'fold' as const,
        summary: [checkpoint],
        isOpen: checkpoints.length === 1,
        isDeep: true,
        blocks: [
          peopleTable(
            checkpoint,
            report.subjects.filter((row) => row.checkpoint === checkpoint),
            telling,
          ),
        ],
      })),
    ],
  };
}

function peopleTable(checkpoint: string, rows: readonly SubjectRow[], telling: Telling): Table {
  const { people } = telling.words;
  const endpoints = [...new Set(rows.flatMap((row) => row.endpoints.map(({ endpoint }) => endpoint)))];
  return {
    kind: 'table',
    caption: people.caption(checkpoint),
    head: [people.person, ...endpoints, people.upperBound],
    rows: rows.map((row) => [
      cell(code(row.subject)),
      ...endpoints.map((id): Cell => {
        const counts = row.endpoints.find(({ endpoint }) => endpoint === id);
        if (!counts || counts.n === 0) return cell(muted(people.notAsked));
        return { runs: [`${counts.correct} / ${counts.n}`], heat: counts.correct / counts.n };
      }),
      cell(percentOr(row.upperBound, telling)),
    ]),
  };
}
