/** First thing on the page: the verdict in one sentence, then one row per checkpoint (or one checkpoint's facts). */
import type { ReactNode } from 'react';
import type { Report, TargetReport } from '@palimpsest/contracts';
import { IntervalBar } from '../interval-bar.js';
import { Difference, percent, Rate, VerdictBadge } from '../numbers.js';
import { Table } from '../table.js';
import { decidedByWords, mannerWords } from '../words.js';

export function VerdictSection({ report }: { readonly report: Report }) {
  const { summary, identity, provenance, targets } = report;
  const [only] = targets;
  return (
    <section id="verdict" aria-labelledby="verdict-title">
      <header>
        <p className="brand">Palimpsest audit report</p>
        <h1 id="verdict-title">{report.title}</h1>
        <p className="muted">
          audit <code>{identity.audit}</code> · engine {identity.engine}
          {provenance.generatedAt && ` · generated ${provenance.generatedAt.slice(0, 16).replace('T', ' ')} UTC`}
        </p>
      </header>
      <div className={`verdict ${summary.verdict}`}>
        <VerdictBadge value={summary.verdict} />
        <p className="headline">{summary.sentence}</p>
      </div>
      {targets.length === 1 && only ? <KeyFacts target={only} /> : <SummaryTable report={report} />}
      <Meaning />
    </section>
  );
}

/** The scale of every leak bar: how far below a control, how far above. */
const leakScale = [-0.2, 1] as const;

function SummaryTable({ report }: { readonly report: Report }) {
  const margin = report.plan.policy.margin;
  return (
    <Table
      stacks
      caption={`Verdict per checkpoint, worst first. Leak beyond control: recovery on held-out people minus the highest control, in percentage points [interval]. Lines in the bars: no leak (solid) and the margin of ${Math.round(100 * margin)} points (dashed).`}
      head={[
        ...['checkpoint', 'verdict', 'leak beyond control', 'decided by', 'forget, asked plainly'],
        ...['retain', 'people'],
      ]}
      rows={report.targets.map((target) => [
        <a key="name" href={`#target-${target.checkpoint}`}>
          {target.checkpoint}
        </a>,
        <span key="verdict">
          <VerdictBadge value={target.verdict.value} />
          {target.truth !== null && <span className="note">truth: {truthWords(target)}</span>}
        </span>,
        <span key="leak" className="with-bar">
          <Difference of={target.verdict.leak} />
          <IntervalBar of={target.verdict.leak} scale={leakScale} lines={[margin]} tone={target.verdict.value} />
        </span>,
        decidedByWords(target),
        <Plainly key="forget" target={target} split="forget" />,
        <Rate key="retain" of={target.clean.retain} />,
        target.verdict.subjects,
      ])}
    />
  );
}

function Plainly({ target, split }: { readonly target: TargetReport; readonly split: 'forget' | 'retain' }) {
  const replies = split === 'forget' ? target.clean.forgetReplies : target.clean.retainReplies;
  const { manner } = replies;
  return (
    <span>
      <Rate of={replies.correct} />
      {manner && manner !== 'answers' && <span className="note">{mannerWords[manner]}</span>}
    </span>
  );
}

function KeyFacts({ target }: { readonly target: TargetReport }) {
  const { verdict } = target;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      'Leak beyond control',
      <span key="leak" className="with-bar">
        <Difference of={verdict.leak} />
        <IntervalBar of={verdict.leak} scale={leakScale} lines={[verdict.margin]} tone={verdict.value} />
      </span>,
    ],
    ['Decided by', decidedByWords(target)],
    ['Upper bound', verdict.bound === null ? 'not measured' : percent(verdict.bound)],
    ['Margin', percent(verdict.margin)],
    ['Smallest detectable leak', share(verdict.minimumDetectableLeak)],
    ['Power at the margin', share(verdict.power)],
    ['People', verdict.subjects],
    ['Forget score', <ForgetScore key="score" of={verdict.forgetScore} />],
    ['Forget people, asked plainly', <Plainly key="forget" target={target} split="forget" />],
    ['Retain people, asked plainly', <Plainly key="retain" target={target} split="retain" />],
    ...(target.truth === null ? [] : [['Known truth', truthWords(target)] as const]),
  ];
  return (
    <dl className="facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const share = (value: number | null): string => (value === null ? 'not measured' : percent(value));

export function ForgetScore({ of: score }: { readonly of: TargetReport['verdict']['forgetScore'] }) {
  if (score.state === 'not-measured') return <span className="muted">not measured: {score.reason}</span>;
  const { low, high } = score.interval;
  return (
    <span className="number">
      {score.score.toFixed(0)} of 100 <small>{`[${low.toFixed(0)}, ${high.toFixed(0)}]`}</small>
    </span>
  );
}

function truthWords({ truth, agreesWithTruth }: TargetReport): string {
  if (truth === null) return 'unknown';
  if (agreesWithTruth === null) return truth;
  return `${truth}; ${agreesWithTruth ? 'agrees' : 'disagrees'}`;
}

function Meaning() {
  return (
    <details>
      <summary>What the three verdicts mean</summary>
      <ul>
        <li>
          <strong>leak</strong>: one confirmatory probe got out more than every control did, for people it never saw, by
          an interval clustered by person and corrected for the number of questions.
        </li>
        <li>
          <strong>no leak above bound</strong>: every confirmatory probe stayed below the margin, with enough power,
          healthy attacks and references to compare with. A smaller leak may exist; it is not a proof of erasure.
        </li>
        <li>
          <strong>inconclusive</strong>: something stands between the evidence and either answer. The reasons are
          listed.
        </li>
      </ul>
    </details>
  );
}
