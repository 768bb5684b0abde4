/**
 * Estimates with their intervals on one scale, one row each: the shape in which recovery numbers are
 * compared. A row without a measurement is drawn as the words "not measured", never as zero.
 */
import { ink, renderChart, type Layer } from './render-chart.js';

export interface IntervalRow {
  readonly label: string;
  readonly group: string;
  /** Rates in [0, 1]; null when not measured. */
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** @param bound a vertical line (for example the attribute prior), in the rows' unit */
export function intervalChart(
  rows: readonly IntervalRow[],
  options: {
    readonly title: string;
    readonly label: string;
    readonly bound?: { readonly at: number; readonly name: string };
  },
): Promise<string> {
  const order = [...new Set(rows.map((row) => row.label))];
  const groups = [...new Set(rows.map((row) => row.group))];
  const y = {
    field: 'label',
    type: 'nominal',
    sort: order,
    title: null,
    axis: { grid: true, labelPadding: 8 },
  } as const;
  const offset = { field: 'group', sort: groups } as const;
  const x = (field: string) =>
    ({ field, type: 'quantitative', title: options.title, axis: { format: '.0%', tickCount: 6 } }) as const;
  const colour = { field: 'group', type: 'nominal', sort: groups, scale: { range: [...ink.series] } } as const;
  return renderChart(
    {
      width: 480,
      height: { step: groups.length > 1 ? 12 * groups.length + 6 : 26 },
      data: { values: rows.map((row) => ({ ...row, text: row.estimate === null ? 'not measured' : '' })) },
      layer: [
        ...(options.bound ? [boundLine(options.bound)] : []),
        {
          mark: { type: 'rule', strokeWidth: 2.5 },
          encoding: { y, yOffset: offset, x: x('low'), x2: { field: 'high' }, color: colour },
        },
        {
          mark: { type: 'point', filled: true, size: 55, opacity: 1 },
          encoding: { y, yOffset: offset, x: x('estimate'), color: colour },
        },
        {
          transform: [{ filter: 'datum.text !== ""' }],
          mark: { type: 'text', align: 'left', fontStyle: 'italic', color: ink.muted, fontSize: 11 },
          encoding: { y, yOffset: offset, x: { value: 4 }, text: { field: 'text' } },
        },
      ],
    },
    options.label,
  );
}

function boundLine(bound: { readonly at: number; readonly name: string }): Layer {
  return {
    data: { values: [{ at: bound.at, name: bound.name }] },
    layer: [
      {
        mark: { type: 'rule', strokeDash: [4, 3], color: ink.muted },
        encoding: { x: { field: 'at', type: 'quantitative' } },
      },
      {
        mark: { type: 'text', align: 'left', dx: 4, dy: -4, baseline: 'bottom', color: ink.muted, fontSize: 11 },
        encoding: { x: { field: 'at', type: 'quantitative' }, y: { value: 0 }, text: { field: 'name' } },
      },
    ],
  };
}
