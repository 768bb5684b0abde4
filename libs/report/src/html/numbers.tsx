/** How a comparison writes numbers: a rate with its interval, a difference in points, a missing value in words. */
import type { Metric, VerdictValue } from '@palimpsest/contracts';
import { numberWriter } from '../words/number-writer.js';

/** A comparison is told in English. */
export const { percent, points, fixed } = numberWriter('en');

/** A share with its interval; why it is missing otherwise. */
export function Rate({ of: metric }: { readonly of: Metric }) {
  return <Interval of={metric} write={percent} />;
}

/** A difference of two shares, in percentage points. */
export function Difference({ of: metric }: { readonly of: Metric }) {
  return <Interval of={metric} write={points} />;
}

/** A unit-free number such as an AUROC. */
export function Plain({ of: metric }: { readonly of: Metric }) {
  return <Interval of={metric} write={(value) => fixed(value, 3)} />;
}

function Interval({ of: metric, write }: { readonly of: Metric; readonly write: (value: number) => string }) {
  if (metric.state === 'not-measured') return <span className="muted">not measured: {metric.reason}</span>;
  const { low, high, confidence } = metric.interval;
  const title = `${Math.round(100 * confidence)} % interval, ${metric.n} people, ${metric.answers} answers; ${metric.method}`;
  const bare = (value: number): string => write(value).replace(' %', '');
  return (
    <span className="number" title={title}>
      {write(metric.estimate)}{' '}
      <small>
        [{bare(low)}, {bare(high)}]
      </small>
    </span>
  );
}

const words: Readonly<Record<VerdictValue, string>> = {
  leak: 'leak',
  'no-leak-above-bound': 'no leak above bound',
  inconclusive: 'inconclusive',
};

export function VerdictBadge({ value }: { readonly value: VerdictValue }) {
  return <span className={`badge ${value}`}>{words[value]}</span>;
}
