/** Recovery before and after each probe, of targets, original and references, at a glance and as tables. */
import type { RecoveryRow, Report } from '@palimpsest/contracts';
import { Figure } from '../figure.js';
import { IntervalBar } from '../interval-bar.js';
import { People, Rate } from '../numbers.js';
import { controlsLast, inVerdictOrder } from '../order.js';
import { Table } from '../table.js';
import { endpointWords, roleWords } from '../words.js';

export function RecoverySection({ report, chart }: { readonly report: Report; readonly chart: string }) {
  const rows = controlsLast(report, inVerdictOrder(report, report.recovery));
  const groups = [...new Set(rows.map(endpointWords))];
  const prior = report.targets[0]?.controls.prior;
  const lines = prior?.state === 'measured' ? [prior.estimate] : [];
  return (
    <section id="recovery" aria-labelledby="recovery-title">
      <h2 id="recovery-title">Recovery before and after each probe</h2>
      <p>
        Share of right answers about forget people the probe never saw. A reference never knew these people: what it
        answers is chance or teaching, not memory.
      </p>
      <Figure
        svg={chart}
        caption="Recovery on held-out people after each probe, with intervals clustered by person. Dashed: how often a blind guess is right."
        isWide
      />
      {groups.map((group) => (
        <details key={group} open={report.targets.length === 1}>
          <summary>{group}: the numbers</summary>
          <RecoveryTable title={group} rows={rows.filter((row) => endpointWords(row) === group)} lines={lines} />
        </details>
      ))}
    </section>
  );
}

function RecoveryTable(props: {
  readonly title: string;
  readonly rows: readonly RecoveryRow[];
  readonly lines: readonly number[];
}) {
  const isSpoken = props.rows.some(({ ask }) => ask === 'free' || ask === 'cloze' || ask === 'mcq');
  const isPlain = props.rows.every(({ variant }) => variant === 'clean');
  return (
    <Table
      caption={`${props.title}: right answers on clean images${isPlain ? '' : ' (before, hollow) and after the probe (solid)'}`}
      head={[
        ...['checkpoint', 'role', ...(isPlain ? ['recovery'] : ['before', 'after']), '0 to 100 %'],
        ...(isSpoken ? ['refused', 'unparsable'] : []),
        'people (answers)',
      ]}
      rows={props.rows.map((row) => [
        row.checkpoint,
        roleWords[row.role],
        ...(isPlain ? [] : [<Rate key="pre" of={row.pre} />]),
        <Rate key="post" of={row.post} />,
        <IntervalBar
          key="bar"
          of={row.post}
          {...(isPlain ? {} : { before: row.pre })}
          lines={props.lines}
          tone={row.role}
        />,
        ...(isSpoken ? [<Rate key="refused" of={row.refused} />, <Rate key="unparsable" of={row.unparsable} />] : []),
        <People key="people" of={row.post} />,
      ])}
    />
  );
}
