/**
 * An estimate with its interval on a fixed scale, small enough for a table cell. Decoration only: the numbers
 * stand beside it, so screen readers skip it.
 */
import type { Metric } from '@palimpsest/contracts';

export interface IntervalBarProps {
  readonly of: Metric;
  /** Ends of the scale; [0, 1] unless told. */
  readonly scale?: readonly [number, number];
  /** Values worth a line: the margin, the prior. */
  readonly lines?: readonly number[];
  /** Drawn hollow: the value before a probe. */
  readonly before?: Metric;
  readonly tone?: string;
}

const WIDTH = 132;
const HEIGHT = 16;
const PADDING = 5;

export function IntervalBar({ of: metric, scale = [0, 1], lines = [], before, tone = 'target' }: IntervalBarProps) {
  const [low, high] = scale;
  const clamp = (value: number) => Math.min(high, Math.max(low, value));
  const x = (value: number) =>
    Math.round(10 * (PADDING + ((WIDTH - 2 * PADDING) * (clamp(value) - low)) / (high - low))) / 10;
  const middle = HEIGHT / 2;
  return (
    <svg
      className={`bar tone-${tone}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      <line className="axis" x1={PADDING} x2={WIDTH - PADDING} y1={middle} y2={middle} />
      {low < 0 && <line className="zero" x1={x(0)} x2={x(0)} y1={1} y2={HEIGHT - 1} />}
      {lines.map((value) => (
        <line className="mark" key={value} x1={x(value)} x2={x(value)} y1={1} y2={HEIGHT - 1} />
      ))}
      {before?.state === 'measured' && <circle className="before" cx={x(before.estimate)} cy={middle} r={3} />}
      {metric.state === 'measured' && (
        <>
          <line className="span" x1={x(metric.interval.low)} x2={x(metric.interval.high)} y1={middle} y2={middle} />
          <circle className="dot" cx={x(metric.estimate)} cy={middle} r={3.4} />
        </>
      )}
    </svg>
  );
}
