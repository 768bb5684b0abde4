/** First thing on the page: the verdict, one sentence each, and what was in scope. */
import type { Report, TargetReport } from '@palimpsest/contracts';
import { Difference, percent, Rate, VerdictBadge } from '../numbers.js';
import { Table } from '../table.js';

export function VerdictSection({ report }: { readonly report: Report }) {
  const { summary } = report;
  return (
    <section id="verdict" aria-labelledby="verdict-title">
      <p className="muted">Palimpsest audit report</p>
      <h1 id="verdict-title">{report.title}</h1>
      <div className={`verdict ${summary.verdict}`}>
        <p>
          <VerdictBadge value={summary.verdict} />
        </p>
        <p>
          <strong>{summary.sentence}</strong>
        </p>
      </div>
      <div className="cards">
        {report.targets.map((target) => (
          <TargetCard key={target.checkpoint} target={target} />
        ))}
      </div>
      <Table
        caption="Verdicts. Leak beyond control is recovery on held-out subjects minus the highest of the controls, in percentage points."
        head={[
          'checkpoint',
          'verdict',
          'leak beyond control',
          'decided by',
          'clean forget',
          'clean retain',
          'upper bound',
          'known truth',
        ]}
        rows={report.targets.map((target) => [
          target.checkpoint,
          <VerdictBadge key="verdict" value={target.verdict.value} />,
          <Difference key="leak" of={target.verdict.leak} />,
          target.verdict.decidedBy ?? 'none',
          <Rate key="forget" of={target.clean.forget} />,
          <Rate key="retain" of={target.clean.retain} />,
          target.verdict.bound === null ? 'not measured' : percent(target.verdict.bound),
          truthWords(target),
        ])}
      />
    </section>
  );
}

function TargetCard({ target }: { readonly target: TargetReport }) {
  const { verdict } = target;
  const score = verdict.forgetScore;
  return (
    <article className="card">
      <h3>{target.checkpoint}</h3>
      <p>
        <VerdictBadge value={verdict.value} />
      </p>
      <p>{verdict.sentence}</p>
      <p className="muted">
        {score.state === 'measured'
          ? `Forget score ${score.score.toFixed(0)} of 100 [${score.interval.low.toFixed(0)}, ${score.interval.high.toFixed(0)}]`
          : `Forget score not measured: ${score.reason}`}
        {verdict.minimumDetectableLeak !== null &&
          ` · smallest detectable leak ${percent(verdict.minimumDetectableLeak)}`}
      </p>
    </article>
  );
}

function truthWords({ truth, agreesWithTruth }: TargetReport): string {
  if (truth === null) return 'unknown';
  if (agreesWithTruth === null) return truth;
  return `${truth} (${agreesWithTruth ? 'verdict agrees' : 'verdict disagrees'})`;
}
