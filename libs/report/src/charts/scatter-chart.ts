/**
 * Points with error bars both ways. A point carries a letter, so that it is found in the legend and in the table without
 * telling colours apart. Points without one of the two numbers are not drawn: the table says why.
 */
import type { Metric } from '@palimpsest/contracts';
import { ink, renderChart } from './render-chart.js';

export interface ScatterPoint {
  /** A letter or two. */
  readonly mark: string;
  readonly name: string;
  /** What tells points of one name apart; drawn as a shape. */
  readonly kind: string;
  readonly x: Metric;
  readonly y: Metric;
}

export interface ScatterAxis {
  readonly title: string;
  readonly domain: readonly [number, number];
  readonly format?: string;
  /** A value worth a line: chance, no leak. */
  readonly line?: number;
}

const shapes = ['circle', 'square', 'diamond', 'triangle-up', 'cross', 'triangle-down'];

/** @returns null when no point has both numbers */
export async function scatterChart(
  points: readonly ScatterPoint[],
  { label, x, y }: { readonly label: string; readonly x: ScatterAxis; readonly y: ScatterAxis },
): Promise<string | null> {
  const values = points.flatMap((point) => {
    if (point.x.state === 'not-measured' || point.y.state === 'not-measured') return [];
    const [across, up] = [point.x, point.y];
    return [
      {
        ...{ mark: point.mark, kind: point.kind, legend: `${point.mark}  ${point.name}` },
        ...{ x: across.estimate, xLow: across.interval.low, xHigh: across.interval.high },
        ...{ y: up.estimate, yLow: up.interval.low, yHigh: up.interval.high },
      },
    ];
  });
  if (values.length === 0) return null;
  const names = [...new Set(values.map(({ legend }) => legend))];
  const kinds = [...new Set(values.map(({ kind }) => kind))];
  const axis = (field: string, { title, domain, format = '.0%' }: ScatterAxis) => ({
    ...{ field, type: 'quantitative' as const, title, scale: { domain: [...domain], clamp: true, nice: false } },
    axis: { format, tickCount: 5, grid: true },
  });
  const range = names.map((_, index) => ink.series[index % ink.series.length] ?? ink.accent);
  const below = { orient: 'bottom' as const, columns: 2, labelLimit: 170, symbolType: 'circle' };
  const colour = {
    field: 'legend',
    type: 'nominal' as const,
    sort: names,
    scale: { domain: names, range },
    legend: below,
  };
  const shape = {
    field: 'kind',
    type: 'nominal' as const,
    scale: { domain: kinds, range: kinds.map((_, index) => shapes[index % shapes.length] ?? 'circle') },
    legend: kinds.length > 1 ? { orient: 'bottom' as const, columns: 2, labelLimit: 170 } : null,
  };
  const line = (channel: 'x' | 'y', { line: at }: ScatterAxis) =>
    at === undefined
      ? []
      : [
          {
            data: { values: [{}] },
            mark: { type: 'rule' as const, strokeDash: [4, 3], color: ink.muted },
            encoding: { [channel]: { datum: at } },
          },
        ];
  return renderChart(
    {
      width: 360,
      height: 300,
      data: { values },
      layer: [
        ...line('x', x),
        ...line('y', y),
        {
          mark: { type: 'rule', strokeWidth: 1.4, opacity: 0.65 },
          encoding: { x: axis('xLow', x), x2: { field: 'xHigh' }, y: axis('y', y), color: colour },
        },
        {
          mark: { type: 'rule', strokeWidth: 1.4, opacity: 0.65 },
          encoding: { x: axis('x', x), y: axis('yLow', y), y2: { field: 'yHigh' }, color: colour },
        },
        {
          mark: { type: 'point', filled: true, size: 56, opacity: 1 },
          encoding: { x: axis('x', x), y: axis('y', y), color: colour, shape },
        },
        {
          mark: { type: 'text', dx: 8, dy: -8, fontSize: 12, fontWeight: 600, color: ink.text },
          encoding: { x: axis('x', x), y: axis('y', y), text: { field: 'mark' } },
        },
      ],
    },
    label,
  );
}
