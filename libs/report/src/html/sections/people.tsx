/** Utility on people the model should still know, and the evidence person by person (pseudonyms only). */
import type { CSSProperties } from 'react';
import type { Report, SubjectRow } from '@palimpsest/contracts';
import { IntervalBar } from '../interval-bar.js';
import { People, percent, Rate } from '../numbers.js';
import { inVerdictOrder } from '../order.js';
import { Table } from '../table.js';
import { roleWords } from '../words.js';

export function UtilitySection({ report }: { readonly report: Report }) {
  return (
    <section id="utility" aria-labelledby="utility-title">
      <h2 id="utility-title">Utility</h2>
      <p>
        People the model should still know. A model that answers nothing has forgotten nothing in particular: forgotten,
        refused and broken are told apart by these numbers.
      </p>
      <Table
        caption="Right answers on clean images"
        head={[
          ...['checkpoint', 'role', 'split', 'asked', 'right', '0 to 100 %', 'refused', 'unparsable'],
          'people (answers)',
        ]}
        rows={inVerdictOrder(report, report.utility).map((row) => [
          row.checkpoint,
          roleWords[row.role],
          row.split,
          row.ask,
          <Rate key="accuracy" of={row.accuracy} />,
          <IntervalBar key="bar" of={row.accuracy} tone={row.role} />,
          <Rate key="refused" of={row.refused} />,
          <Rate key="unparsable" of={row.unparsable} />,
          <People key="people" of={row.accuracy} />,
        ])}
      />
    </section>
  );
}

export function SubjectSection({ report }: { readonly report: Report }) {
  const checkpoints = [...new Set(report.subjects.map(({ checkpoint }) => checkpoint))];
  return (
    <section id="people" aria-labelledby="people-title">
      <h2 id="people-title">Person by person</h2>
      <p>
        People appear under pseudonyms that only the holder of the data set can resolve. Answers are counted, not shown.
        A cell is right answers of all; the darker, the more came out.
      </p>
      {checkpoints.map((checkpoint) => (
        <details key={checkpoint} className="deep" open={checkpoints.length === 1}>
          <summary>{checkpoint}</summary>
          <SubjectTable checkpoint={checkpoint} rows={report.subjects.filter((row) => row.checkpoint === checkpoint)} />
        </details>
      ))}
    </section>
  );
}

function SubjectTable({ checkpoint, rows }: { readonly checkpoint: string; readonly rows: readonly SubjectRow[] }) {
  const endpoints = [...new Set(rows.flatMap((row) => row.endpoints.map(({ endpoint }) => endpoint)))];
  return (
    <Table
      caption={`${checkpoint}: right answers of all, and the one-sided upper bound of the worst endpoint`}
      head={['person', ...endpoints, 'upper bound']}
      rows={rows.map((row) => [
        <code key="subject">{row.subject}</code>,
        ...endpoints.map((id) => {
          const counts = row.endpoints.find(({ endpoint }) => endpoint === id);
          if (!counts || counts.n === 0) return <span className="muted">not asked</span>;
          return (
            <span
              key={id}
              className="heat"
              style={{ '--heat': `${Math.round((70 * counts.correct) / counts.n)}%` } as CSSProperties}
            >
              {counts.correct} / {counts.n}
            </span>
          );
        }),
        row.upperBound === null ? 'not measured' : percent(row.upperBound),
      ])}
    />
  );
}
