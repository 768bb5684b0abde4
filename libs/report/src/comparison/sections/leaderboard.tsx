/** First thing on the page: who gave away least, with ranks only where differences are shown. */
import { correctionText, headlineText, measureText, rankText } from '@palimpsest/audit';
import type { Comparison, ComparedTarget, RankedRow } from '@palimpsest/contracts';
import { bar as barOf } from '../../document/runs.js';
import { IntervalBar } from '../../html/interval-bar.js';
import { Difference, Rate, VerdictBadge } from '../../html/numbers.js';
import { Table } from '../../html/table.js';
import { en } from '../../words/en.js';
import { endpointText, marksOf } from '../words.js';
import { Marked } from './marked.js';

const leakScale = [-0.2, 1] as const;

export function LeaderboardSection({ comparison }: { readonly comparison: Comparison }) {
  const { leaderboard, targets, audits, dataset } = comparison;
  const marks = marksOf(comparison);
  const isLeak = leaderboard.measure === 'leak';
  const targetOf = new Map(targets.map((target) => [target.label, target]));
  return (
    <section id="ranks" aria-labelledby="ranks-title">
      <header>
        <p className="brand">Palimpsest comparison</p>
        <h1 id="ranks-title">
          {targets.length} targets on {dataset.id}
        </h1>
        <p className="muted">
          {audits.length === 1 ? 'audit ' : 'audits '}
          {audits.map(({ id }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <code>{id}</code>
            </span>
          ))}
        </p>
      </header>
      <p className="headline">{headlineText(comparison)}</p>
      <Table
        stacks
        caption={`Least first: ${measureText(comparison)}${isLeak ? ', in percentage points' : ''} [interval].`}
        head={[
          ...['target', 'rank', isLeak ? 'leak' : 'recovery', 'shown better than'],
          ...['verdict', 'retain, plain'],
        ]}
        rows={leaderboard.rows.map((row) => [
          <Marked key="target" mark={marks.get(row.target)} name={row.target} />,
          <Rank key="rank" row={row} />,
          <span key="score">
            <Score of={row.score} isLeak={isLeak} />
            {row.endpoint !== null && <span className="note">{endpointText(comparison, row.endpoint)}</span>}
          </span>,
          row.shownBetterThan.length === 0
            ? 'none'
            : row.shownBetterThan.map((target) => marks.get(target) ?? target).join(', '),
          <Verdict key="verdict" target={targetOf.get(row.target)} />,
          <Retain key="retain" target={targetOf.get(row.target)} />,
        ])}
      />
      <Meaning comparison={comparison} />
    </section>
  );
}

/** Why there is none stands beside the rank. */
function Score({ of: score, isLeak }: { readonly of: RankedRow['score']; readonly isLeak: boolean }) {
  if (score.state === 'not-measured') return <span className="muted">not measured</span>;
  return (
    <span className="with-bar">
      {isLeak ? <Difference of={score} /> : <Rate of={score} />}
      <IntervalBar bar={barOf(score, { tone: 'target', ...(isLeak ? { scale: leakScale } : {}) })} />
    </span>
  );
}

function Rank({ row }: { readonly row: RankedRow }) {
  return (
    <span>
      <strong className="number">{rankText(row)}</strong>
      {row.unranked !== null && <span className="note wraps">{row.unranked}</span>}
      {row.caution !== null && <span className="note wraps">{row.caution}</span>}
    </span>
  );
}

function Verdict({ target }: { readonly target: ComparedTarget | undefined }) {
  if (!target) return null;
  return (
    <span>
      <VerdictBadge value={target.verdict} />
      {target.truth !== null && <span className="note">truth: {target.truth}</span>}
    </span>
  );
}

function Retain({ target }: { readonly target: ComparedTarget | undefined }) {
  if (!target) return null;
  return (
    <span>
      <Rate of={target.retain} />
      {target.manner !== null && target.manner !== 'answers' && (
        <span className="note wraps">on forget people: {en.manners[target.manner]}</span>
      )}
    </span>
  );
}

function Meaning({ comparison }: { readonly comparison: Comparison }) {
  const correction = comparison.corrections.find(({ family }) => family === 'ranks');
  return (
    <details>
      <summary>How to read the ranks</summary>
      <ul>
        <li>
          Rank 1 gave away least. A target’s ranks run from one more than the targets shown to be better to as many as
          there are, less those shown to be worse. All ranks hold together with{' '}
          {Math.round(100 * (1 - comparison.alpha))} % confidence (Mogstad, Romano, Shaikh and Wilhelm 2024).
        </li>
        <li>
          Shown means: a one-sided permutation test paired by person, corrected for the choice of the worst endpoint,
          then {correction ? correctionText(correction) : 'not adjusted: there was nothing to test'} (both directions of
          every pair).
        </li>
        <li>
          A target on which an attack failed, or whose answers have gaps, is never called better for it. A broken model
          gives little away, too: read the retain column and the plot of forgetting against utility.
        </li>
        <li>A rank is not a verdict. Verdicts come from the controls of each audit.</li>
      </ul>
    </details>
  );
}
