/** Methods × probes, then every endpoint's differences. */
import type { CSSProperties } from 'react';
import { correctionOf, correctionText, pText } from '@palimpsest/audit';
import type { ComparedCell, ComparedEndpoint, Comparison, PairedDifference } from '@palimpsest/contracts';
import { bar as barOf } from '../../document/runs.js';
import { IntervalBar } from '../../html/interval-bar.js';
import { Difference, percent, points, Rate } from '../../html/numbers.js';
import { Table } from '../../html/table.js';
import { marksOf, endpointName } from '../words.js';
import { Marked } from './marked.js';

interface Props {
  readonly comparison: Comparison;
}

export function MatrixSection({ comparison }: Props) {
  const { endpoints, leaderboard } = comparison;
  const marks = marksOf(comparison);
  return (
    <section id="matrix" aria-labelledby="matrix-title">
      <h2 id="matrix-title">Methods × probes</h2>
      <p>
        Recovery on held-out people, the darker the more, and the leak beyond the controls of the target’s own audit in
        percentage points [interval].
      </p>
      <Table
        caption="Every target at every endpoint. Exploratory endpoints count for no rank."
        head={['target', ...endpoints.map(headOf)]}
        rows={leaderboard.rows.map(({ target }) => [
          <Marked key="target" mark={marks.get(target)} name={target} />,
          ...endpoints.map(({ id, cells }) => <Cell key={id} cell={cells.find((cell) => cell.target === target)} />),
        ])}
      />
    </section>
  );
}

const headOf = (endpoint: ComparedEndpoint): string =>
  endpoint.purpose === 'confirmatory' ? endpointName(endpoint) : `${endpointName(endpoint)}, ${endpoint.purpose}`;

function Cell({ cell }: { readonly cell: ComparedCell | undefined }) {
  if (!cell || cell.recovery.state === 'not-measured') {
    return (
      <span className="muted">{cell?.recovery.state === 'not-measured' ? cell.recovery.reason : 'not asked'}</span>
    );
  }
  const heat = { '--heat': `${Math.round(70 * cell.recovery.estimate)}%` } as CSSProperties;
  return (
    <span>
      <span className="heat number" style={heat}>
        {percent(cell.recovery.estimate)}
      </span>
      <span className={cell.leak.state === 'measured' ? 'note' : 'note wraps'}>
        leak <Difference of={cell.leak} />
      </span>
      {cell.health.length > 0 && <span className="note">attack: {cell.health.join(', ')}</span>}
    </span>
  );
}

export function DifferencesSection({ comparison }: Props) {
  const { endpoints, targets, baseline } = comparison;
  return (
    <section id="differences" aria-labelledby="differences-title">
      <h2 id="differences-title">Differences, paired by person</h2>
      <p>
        From <strong>{baseline}</strong>, in percentage points of recovery: above zero gives away more. Each p is of a
        two-sided permutation test; the table says what it was adjusted over.{' '}
        {targets.length > 2 && 'Differences between all pairs are a family of their own: choose one of the two.'}
      </p>
      {endpoints.map((endpoint) => (
        <details key={endpoint.id} open={endpoint.purpose === 'confirmatory' && endpoints.length <= 6}>
          <summary>{headOf(endpoint)}</summary>
          <FromBaseline comparison={comparison} endpoint={endpoint} />
          {targets.length > 2 && <AllPairs comparison={comparison} endpoint={endpoint} />}
        </details>
      ))}
    </section>
  );
}

interface EndpointProps extends Props {
  readonly endpoint: ComparedEndpoint;
}

function FromBaseline({ comparison, endpoint }: EndpointProps) {
  const marks = marksOf(comparison);
  const correction = correctionOf(comparison, 'against-baseline', endpoint.purpose);
  const own = endpoint.differences.filter(({ from }) => from === comparison.baseline);
  const baseline = endpoint.cells.find(({ target }) => target === comparison.baseline);
  return (
    <Table
      stacks
      caption={`${headOf(endpoint)}: recovery minus that of ${comparison.baseline}${correction ? `; p adjusted by ${correctionText(correction)}` : ''}`}
      head={['target', 'recovery', 'difference', 'p', 'p, adjusted', 'people']}
      rows={[
        ...(baseline
          ? [
              [
                <Marked key="target" mark={marks.get(comparison.baseline)} name={comparison.baseline} />,
                <Rate key="recovery" of={baseline.recovery} />,
                ...['baseline', '', '', peopleOf(baseline.recovery)],
              ],
            ]
          : []),
        ...own.map(({ target, difference, p, againstBaseline }) => [
          <Marked key="target" mark={marks.get(target)} name={target} />,
          <Recovery key="recovery" endpoint={endpoint} target={target} />,
          <span key="difference" className="with-bar">
            <Difference of={difference} />
            {difference.state === 'measured' && (
              <IntervalBar bar={barOf(difference, { tone: 'target', scale: [-1, 1] })} />
            )}
          </span>,
          pText(p),
          pText(againstBaseline),
          peopleOf(difference),
        ]),
      ]}
    />
  );
}

const peopleOf = (metric: PairedDifference['difference']) => (metric.state === 'measured' ? metric.n : 'none');

function Recovery({ endpoint, target }: { readonly endpoint: ComparedEndpoint; readonly target: string }) {
  const cell = endpoint.cells.find((one) => one.target === target);
  return cell ? <Rate of={cell.recovery} /> : null;
}

function AllPairs({ comparison, endpoint }: EndpointProps) {
  const marks = marksOf(comparison);
  const order = comparison.leaderboard.rows.map(({ target }) => target);
  const correction = correctionOf(comparison, 'pairwise', endpoint.purpose);
  return (
    <details className="deep">
      <summary>All pairs</summary>
      <Table
        caption={`${headOf(endpoint)}: recovery of the row minus recovery of the column, with p${correction ? ` adjusted by ${correctionText(correction)}` : ''}. Bold where p is at most ${comparison.alpha}.`}
        head={['target', ...order.map((target) => marks.get(target) ?? target)]}
        rows={order.map((row) => [
          <Marked key="target" mark={marks.get(row)} name={row} />,
          ...order.map((column) => <Pair key={column} {...{ comparison, endpoint, row, column }} />),
        ])}
      />
    </details>
  );
}

function Pair({
  comparison,
  endpoint,
  row,
  column,
}: EndpointProps & { readonly row: string; readonly column: string }) {
  if (row === column) return <span className="muted">–</span>;
  const is = (target: string, from: string) => (pair: PairedDifference) => pair.target === target && pair.from === from;
  const straight = endpoint.differences.find(is(row, column));
  const pair = straight ?? endpoint.differences.find(is(column, row));
  if (!pair || pair.difference.state === 'not-measured') {
    return <span className="muted">{pair?.difference.state === 'not-measured' ? pair.difference.reason : 'none'}</span>;
  }
  const sign = straight ? 1 : -1;
  const { low, high } = pair.difference.interval;
  const [from, to] = straight ? [low, high] : [-high, -low];
  const isShown = pair.pairwise !== null && pair.pairwise <= comparison.alpha;
  const estimate = points(sign * pair.difference.estimate);
  return (
    <span className="number">
      {isShown ? <strong>{estimate}</strong> : estimate}{' '}
      <small>
        [{points(from)}, {points(to)}]
      </small>
      <span className="note">p {pText(pair.pairwise)}</span>
    </span>
  );
}
