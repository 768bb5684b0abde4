/**
 * An estimate with its interval on a fixed scale, small enough for a table cell. Decoration only: the numbers
 * stand beside it, so screen readers skip it.
 */
import type { Bar } from '../document/block.js';

const WIDTH = 132;
const HEIGHT = 16;
const PADDING = 5;

export function IntervalBar({ bar: { span, before, scale, lines, tone } }: { readonly bar: Bar }) {
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
      {before !== undefined && <circle className="before" cx={x(before)} cy={middle} r={3} />}
      {span && (
        <>
          <line className="span" x1={x(span.low)} x2={x(span.high)} y1={middle} y2={middle} />
          <circle className="dot" cx={x(span.estimate)} cy={middle} r={3.4} />
        </>
      )}
    </svg>
  );
}
