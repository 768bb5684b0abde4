/** Utility on people the model should still know, and the evidence person by person (pseudonyms only). */
import type { Report, SubjectRow } from '@palimpsest/contracts';
import { percent, Rate } from '../numbers.js';
import { Table } from '../table.js';

export function UtilitySection({ report }: { readonly report: Report }) {
  return (
    <section id="utility" aria-labelledby="utility-title">
      <h2 id="utility-title">Utility</h2>
      <p>
        A model that answers nothing has forgotten nothing in particular. Forgotten, refused and broken are told apart
        here.
      </p>
      <Table
        caption="Right answers on clean images"
        head={['checkpoint', 'role', 'split', 'asked', 'accuracy', 'refused', 'unparsable']}
        rows={report.utility.map((row) => [
          row.checkpoint,
          row.role,
          row.split,
          row.ask,
          <Rate key="accuracy" of={row.accuracy} />,
          <Rate key="refused" of={row.refused} />,
          <Rate key="unparsable" of={row.unparsable} />,
        ])}
      />
    </section>
  );
}

export function SubjectSection({ report }: { readonly report: Report }) {
  const checkpoints = [...new Set(report.subjects.map(({ checkpoint }) => checkpoint))];
  return (
    <section id="subjects" aria-labelledby="subjects-title">
      <h2 id="subjects-title">Person by person</h2>
      <p>
        Subjects appear under pseudonyms that only the holder of the audit&rsquo;s key can resolve. Answers are counted,
        not shown.
      </p>
      {checkpoints.map((checkpoint) => (
        <details key={checkpoint}>
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
      caption={`${checkpoint}: right answers of all, and the 95 % upper bound of the worst endpoint`}
      head={['subject', ...endpoints, 'upper bound']}
      rows={rows.map((row) => [
        <code key="subject">{row.subject}</code>,
        ...endpoints.map((id) => {
          const counts = row.endpoints.find(({ endpoint }) => endpoint === id);
          return counts ? `${counts.correct} / ${counts.n}` : 'n/a';
        }),
        row.upperBound === null ? 'n/a' : percent(row.upperBound),
      ])}
    />
  );
}
