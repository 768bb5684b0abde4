/**
 * Points with error bars both ways. A point carries a letter, so that it is found in the legend and in the table without
 * telling colours apart. Points without one of the two numbers are not drawn: the table says why.
 */
import type { Metric } from '@palimpsest/contracts';
import type { Locale } from '../words/locale.js';
import { labelPlaces } from './label-places.js';
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
  /** Values that the axis shows whatever the points are: a whole share, nothing. */
  readonly includes?: readonly number[];
  /** A value worth a line, shown as well: no leak, chance. */
  readonly line?: number;
  readonly format?: string;
}

export interface ScatterOptions {
  readonly label: string;
  readonly locale: Locale;
  readonly x: ScatterAxis;
  readonly y: ScatterAxis;
}

const size = { width: 360, height: 300 };
const shapes = ['circle', 'square', 'diamond', 'triangle-up', 'cross', 'triangle-down'];

/** @returns null when no point has both numbers */
export async function scatterChart(
  points: readonly ScatterPoint[],
  { label, locale, x, y }: ScatterOptions,
): Promise<string | null> {
  const drawn = points.flatMap(({ x: across, y: up, mark, kind, name }) => {
    if (across.state === 'not-measured' || up.state === 'not-measured') return [];
    return [
      {
        ...{ mark, kind, legend: `${mark} ${name}`, x: across.estimate, y: up.estimate },
        ...{ xLow: across.interval.low, xHigh: across.interval.high },
        ...{ yLow: up.interval.low, yHigh: up.interval.high },
      },
    ];
  });
  if (drawn.length === 0) return null;
  const domains = {
    x: domainOf(
      x,
      drawn.flatMap(({ xLow, xHigh }) => [xLow, xHigh]),
    ),
    y: domainOf(
      y,
      drawn.flatMap(({ yLow, yHigh }) => [yLow, yHigh]),
    ),
  };
  const values = withLabels(drawn, domains);
  const axis = (field: string, channel: 'x' | 'y') => {
    const { title, format = '.0%' } = channel === 'x' ? x : y;
    return {
      ...{ field, type: 'quantitative' as const, title, scale: { domain: [...domains[channel]], nice: false } },
      axis: { format, tickCount: 5, grid: true },
    };
  };
  const { colour, shape } = legendsOf(values);
  const bar = { type: 'rule' as const, strokeWidth: 1.4, opacity: 0.65 };
  return renderChart(
    {
      ...size,
      data: { values },
      layer: [
        ...lineAt('x', x, domains),
        ...lineAt('y', y, domains),
        { mark: bar, encoding: { x: axis('xLow', 'x'), x2: { field: 'xHigh' }, y: axis('y', 'y'), color: colour } },
        { mark: bar, encoding: { x: axis('x', 'x'), y: axis('yLow', 'y'), y2: { field: 'yHigh' }, color: colour } },
        {
          mark: { type: 'point', filled: true, size: 56, opacity: 1 },
          encoding: { x: axis('x', 'x'), y: axis('y', 'y'), color: colour, shape },
        },
        {
          mark: { type: 'text', fontSize: 12, fontWeight: 600, color: ink.text, baseline: 'middle' },
          encoding: { x: axis('labelX', 'x'), y: axis('labelY', 'y'), text: { field: 'mark' } },
        },
      ],
    },
    label,
    locale,
  );
}

/** A narrower axis would make large what is small. */
const NARROWEST = 0.2;

/** Room for every error bar and a little more. */
function domainOf({ includes = [], line }: ScatterAxis, ends: readonly number[]): readonly [number, number] {
  const all = [...ends, ...includes, ...(line === undefined ? [] : [line])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const spare = Math.max(0.05 * (most - least), (NARROWEST - (most - least)) / 2);
  return [least - spare, most + spare];
}

interface Positioned {
  readonly x: number;
  readonly y: number;
}

type Domains = Readonly<Record<'x' | 'y', readonly [number, number]>>;

/** Letters are placed in pixels and given back on the scales of the axes. */
function withLabels<Point extends Positioned>(points: readonly Point[], { x, y }: Domains) {
  const [perX, perY] = [size.width / (x[1] - x[0]), size.height / (y[1] - y[0])];
  const pixels = points.map((point) => ({ x: (point.x - x[0]) * perX, y: (y[1] - point.y) * perY }));
  const places = labelPlaces(pixels, size);
  return points.map((point, index) => {
    const place = places[index] ?? { x: 0, y: 0 };
    return { ...point, labelX: x[0] + place.x / perX, labelY: y[1] - place.y / perY };
  });
}

function lineAt(channel: 'x' | 'y', { line }: ScatterAxis, domains: Domains) {
  if (line === undefined) return [];
  const mark = { type: 'rule' as const, strokeDash: [4, 3], color: ink.muted };
  const at = { datum: line, type: 'quantitative' as const, scale: { domain: [...domains[channel]], nice: false } };
  return [{ data: { values: [{}] }, mark, encoding: { [channel]: at } }];
}

function legendsOf(values: readonly { readonly legend: string; readonly kind: string }[]) {
  const names = [...new Set(values.map(({ legend }) => legend))];
  const kinds = [...new Set(values.map(({ kind }) => kind))];
  const below = { orient: 'bottom' as const, columns: 2, labelLimit: 280 };
  const range = names.map((_, index) => ink.series[index % ink.series.length] ?? ink.accent);
  const colours = { domain: names, range };
  return {
    colour: {
      ...{ field: 'legend', type: 'nominal' as const, sort: names, scale: colours },
      legend: { ...below, symbolType: 'circle' },
    },
    shape: {
      ...{ field: 'kind', type: 'nominal' as const, legend: kinds.length > 1 ? below : null },
      scale: { domain: kinds, range: kinds.map((_, index) => shapes[index % shapes.length] ?? 'circle') },
    },
  };
}
