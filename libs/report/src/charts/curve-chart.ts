/**
 * Lines over optimisation steps or false-positive rates: attack curves and ROC curves. Lines differ in dashes as well as
 * in colour, for print in grey.
 */
import type { Locale } from '../words/locale.js';
import { ink, renderChart } from './render-chart.js';

export interface Curve {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface CurveOptions {
  readonly label: string;
  readonly locale: Locale;
  readonly xTitle: string;
  readonly yTitle: string;
  /** Logarithmic y axis: every y must be above zero. */
  readonly logarithmic?: boolean;
  /** Both axes from 0 to 1 with the chance diagonal. */
  readonly unitSquare?: boolean;
}

/** As many as there are colours; lengths of line and gap in pixels. */
const dashes = [
  [1, 0],
  [7, 3],
  [2, 2],
  [9, 3, 2, 3],
  [4, 4],
  [12, 2, 2, 2, 2, 2],
];

export function curveChart(curves: readonly Curve[], options: CurveOptions): Promise<string> {
  const values = curves.flatMap(({ name, points }) => points.map((point) => ({ name, ...point })));
  const names = curves.map(({ name }) => name);
  const scale = options.unitSquare ? { domain: [0, 1] } : { zero: false };
  const yScale = options.logarithmic ? { type: 'log' as const } : scale;
  const x = {
    field: 'x',
    type: 'quantitative',
    title: options.xTitle,
    scale: options.unitSquare ? scale : {},
  } as const;
  const y = { field: 'y', type: 'quantitative', title: options.yTitle, scale: yScale, axis: { tickCount: 5 } } as const;
  // Long enough that its dashes are seen.
  const legend = { symbolType: 'stroke', symbolSize: 250 } as const;
  const name = { field: 'name', type: 'nominal', sort: names, legend } as const;
  const diagonal = {
    data: {
      values: [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ],
    },
    mark: { type: 'line' as const, strokeDash: [4, 3], color: ink.muted },
    encoding: { x, y },
  };
  return renderChart(
    {
      width: options.unitSquare ? 280 : 420,
      height: options.unitSquare ? 280 : 200,
      data: { values },
      layer: [
        ...(options.unitSquare ? [diagonal] : []),
        {
          mark: { type: 'line', strokeWidth: 1.8, interpolate: options.unitSquare ? 'step-after' : 'linear' },
          encoding: {
            ...{ x, y },
            color: { ...name, scale: { domain: names, range: [...ink.series] } },
            strokeDash: { ...name, scale: { domain: names, range: dashes } },
          },
        },
      ],
    },
    options.label,
    options.locale,
  );
}
