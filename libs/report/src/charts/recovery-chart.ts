/**
 * Recovery at a glance: one column per way of asking, one row per checkpoint, all on one scale. A row without
 * a measurement stays empty; the table below says why. Roles differ in shape as well as in colour, for print in grey.
 */
import type { Role } from '@palimpsest/contracts';
import type { Locale } from '../words/locale.js';
import { ink, renderChart } from './render-chart.js';

export interface RecoveryPoint {
  readonly checkpoint: string;
  readonly role: Role;
  readonly endpoint: string;
  /** Rates in [0, 1]; null when not measured. */
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How often a guess is right. */
  readonly prior: number | null;
}

const MOST_COLUMNS = 6;
/** One per role. */
const shapes = ['circle', 'square', 'diamond', 'triangle-up'];
const roles = ['target', 'original', 'reference', 'matched-reference'] as const;

export interface RecoveryChartOptions {
  readonly label: string;
  readonly locale: Locale;
  /** Names of roles in the legend. */
  readonly roles: Readonly<Record<Role, string>>;
}

export function recoveryChart(points: readonly RecoveryPoint[], options: RecoveryChartOptions): Promise<string> {
  const distinct = (values: readonly string[]) => [...new Set(values)];
  const checkpoints = distinct(points.map(({ checkpoint }) => checkpoint));
  const endpoints = distinct(points.map(({ endpoint }) => endpoint));
  const present = roles.filter((role) => points.some((point) => point.role === role));
  const nominal = 'nominal' as const;
  const y = { field: 'checkpoint', type: nominal, sort: checkpoints, title: null, axis: { grid: true } };
  const x = (field: string) => ({
    ...{ field, type: 'quantitative' as const, title: null, scale: { domain: [0, 1] } },
    axis: { format: '.0%', values: [0, 0.5, 1], labelFlush: true },
  });
  const name = (role: Role) => options.roles[role];
  const scale = {
    domain: present.map(name),
    range: present.map((role) => ink.series[roles.indexOf(role)] ?? ink.accent),
  };
  const colour = { field: 'role', type: nominal, scale };
  const shape = {
    ...{ field: 'role', type: nominal },
    scale: { domain: present.map(name), range: present.map((role) => shapes[roles.indexOf(role)] ?? 'circle') },
  };
  return renderChart(
    {
      data: { values: points.map((point) => ({ ...point, role: name(point.role) })) },
      facet: {
        field: 'endpoint',
        type: 'nominal',
        sort: endpoints,
        title: null,
        header: { labelFontSize: 12, labelFontWeight: 600 },
      },
      columns: Math.ceil(endpoints.length / Math.ceil(endpoints.length / MOST_COLUMNS)),
      spacing: 18,
      spec: {
        width: 118,
        height: { step: 20 },
        layer: [
          {
            mark: { type: 'rule', strokeDash: [3, 3], color: ink.muted },
            encoding: { x: { ...x('prior'), aggregate: 'mean' as const } },
          },
          {
            mark: { type: 'rule', strokeWidth: 2.5 },
            encoding: { y, x: x('low'), x2: { field: 'high' }, color: colour },
          },
          {
            mark: { type: 'point', filled: true, size: 52, opacity: 1 },
            encoding: { y, x: x('estimate'), color: colour, shape },
          },
        ],
      },
    },
    options.label,
    options.locale,
  );
}
