/** What forgetting costs, and what stealth costs: a plot and its table each. */
import { measureText } from '@palimpsest/audit';
import type { Comparison } from '@palimpsest/contracts';
import { Figure } from '../../html/figure.js';
import { Difference, Plain, Rate } from '../../html/numbers.js';
import { Table } from '../../html/table.js';
import type { ComparisonCharts } from '../draw-comparison.js';
import { byRank, marksOf, endpointName } from '../words.js';
import { Marked } from './marked.js';

interface Props {
  readonly comparison: Comparison;
  readonly charts: ComparisonCharts;
}

export function ForgetUtilitySection({ comparison, charts }: Props) {
  const marks = marksOf(comparison);
  const isLeak = comparison.leaderboard.measure === 'leak';
  return (
    <section id="utility" aria-labelledby="utility-title">
      <h2 id="utility-title">Forgetting against utility</h2>
      <p>
        Right and low is where an unlearned model belongs: it knows the people it should and gives nothing away about
        the others. Left and low is a broken one. Error bars are intervals, both ways.
      </p>
      {charts.forgetUtility === null ? (
        <p className="muted">No plot: of no target both numbers were measured.</p>
      ) : (
        <Figure svg={charts.forgetUtility} caption={`Upwards: ${measureText(comparison)}`} />
      )}
      <Table
        stacks
        caption="The numbers of the plot, and right answers about forget people who are asked plainly"
        head={['target', 'retain', isLeak ? 'leak' : 'recovery', 'forget, plain']}
        rows={byRank(comparison, comparison.forgetUtility).map(({ target, retain, score, forget }) => [
          <Marked key="target" mark={marks.get(target)} name={target} />,
          <Rate key="retain" of={retain} />,
          isLeak ? <Difference key="score" of={score} /> : <Rate key="score" of={score} />,
          <Rate key="forget" of={forget} />,
        ])}
      />
    </section>
  );
}

export function StealthRecoverySection({ comparison, charts }: Props) {
  const { stealthRecovery } = comparison;
  return (
    <section id="stealth" aria-labelledby="stealth-title">
      <h2 id="stealth-title">Stealth against recovery</h2>
      {stealthRecovery.state === 'not-measured' ? (
        <p className="muted">Not measured: {stealthRecovery.reason}.</p>
      ) : (
        <>
          <p>
            What an attacked image gets out, against how well a detector tells it from a clean one. Left and high is the
            attack to fear: it recovers and nobody notices. An AUROC of 0.5 sees nothing.
          </p>
          {charts.stealthRecovery.map(({ detector, svg }) =>
            svg === null ? (
              <p key={detector} className="muted">
                No plot for {detector}: of no attack both numbers were measured.
              </p>
            ) : (
              <Figure
                key={detector}
                svg={svg}
                caption={`Recovery on attacked images against the AUROC of ${detector}`}
              />
            ),
          )}
          <StealthTable comparison={comparison} points={stealthRecovery.points} />
        </>
      )}
    </section>
  );
}

type StealthPoints = Extract<Comparison['stealthRecovery'], { state: 'measured' }>['points'];

function StealthTable({ comparison, points }: { readonly comparison: Comparison; readonly points: StealthPoints }) {
  const marks = marksOf(comparison);
  return (
    <Table
      stacks
      caption="The numbers of the plot; detected: at a threshold that 5 % of clean images exceed"
      head={['target', 'attack', 'detector', 'AUROC', 'detected', 'recovery, clean', 'recovery, attacked']}
      rows={byRank(comparison, points).map((point) => [
        <Marked key="target" mark={marks.get(point.target)} name={point.target} />,
        endpointName(point),
        point.detector,
        <Plain key="auroc" of={point.auroc} />,
        <Rate key="detected" of={point.truePositiveRate} />,
        <Rate key="clean" of={point.clean} />,
        <Rate key="recovery" of={point.recovery} />,
      ])}
    />
  );
}
