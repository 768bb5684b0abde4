/** Which of the report's numbers are drawn: every chart has its table on the same page. */
import type { Curve as ReportCurve, Metric, Report } from '@palimpsest/contracts';
import { curveChart, type Curve } from '../charts/curve-chart.js';
import { recoveryChart, type RecoveryPoint } from '../charts/recovery-chart.js';
import { controlsLast, inVerdictOrder } from './order.js';
import { panelTitle, type AttackCharts } from './sections/attacks.js';
import type { RocChart } from './sections/protection.js';
import { endpointWords, roleWords } from './words.js';

export interface ReportCharts {
  readonly recovery: string;
  readonly attacks: readonly AttackCharts[];
  readonly detectors: readonly RocChart[];
}

export async function drawCharts(report: Report): Promise<ReportCharts> {
  const [recovery, attacks, detectors] = [await drawRecovery(report), await drawAttacks(report), await drawRoc(report)];
  return { recovery, attacks, detectors };
}

function drawRecovery(report: Report): Promise<string> {
  const prior = report.targets[0]?.controls.prior;
  const points = controlsLast(report, inVerdictOrder(report, report.recovery)).map((row): RecoveryPoint => ({
    ...{ checkpoint: row.checkpoint, role: roleWords[row.role], endpoint: endpointWords(row) },
    ...{ ...ends(row.post), prior: prior?.state === 'measured' ? prior.estimate : null },
  }));
  return recoveryChart(
    points,
    'Recovery on held-out people per checkpoint and probe; the tables below have the numbers',
  );
}

function ends(metric: Metric): Pick<RecoveryPoint, 'estimate' | 'low' | 'high'> {
  if (metric.state === 'not-measured') return { estimate: null, low: null, high: null };
  return { estimate: metric.estimate, low: metric.interval.low, high: metric.interval.high };
}

/** The first fold and seed of each attack on true answers: the others look alike and are in the JSON. */
async function drawAttacks(report: Report): Promise<readonly AttackCharts[]> {
  const shown = report.attacks.filter(({ fold, answers }) => (fold === null || fold === 0) && answers === 'true');
  const first = shown.filter((panel, at) => shown.findIndex((other) => sameAttack(other, panel)) === at);
  return Promise.all(
    first.map(async (panel) => ({
      panel,
      loss: await drawQuantity(panel.curves, 'loss', `Loss per step, ${panelTitle(panel)}`),
      gradient: await drawQuantity(panel.curves, 'gradient-norm', `Gradient norm per step, ${panelTitle(panel)}`),
    })),
  );
}

const sameAttack = (a: Report['attacks'][number], b: Report['attacks'][number]): boolean =>
  a.checkpoint === b.checkpoint && a.variant === b.variant && a.probe === b.probe;

function drawQuantity(
  curves: readonly ReportCurve[],
  quantity: ReportCurve['quantity'],
  label: string,
): Promise<string | null> {
  const isLogarithmic = quantity === 'gradient-norm';
  const lines: Curve[] = curves
    .filter((curve) => curve.quantity === quantity)
    .map(({ name, points }) => ({
      name,
      points: points.flatMap(({ step, value }) =>
        value === null || (isLogarithmic && value <= 0) ? [] : [{ x: step, y: value }],
      ),
    }))
    .filter(({ points }) => points.length > 0);
  if (lines.length === 0) return Promise.resolve(null);
  return curveChart(lines, {
    label,
    xTitle: 'step',
    yTitle: quantity === 'loss' ? 'loss' : 'gradient norm',
    logarithmic: isLogarithmic,
  });
}

function drawRoc(report: Report): Promise<readonly RocChart[]> {
  const keys = [
    ...new Set(
      inVerdictOrder(report, report.detectors).map(({ checkpoint, detector }) => `${checkpoint}\n${detector}`),
    ),
  ];
  return Promise.all(
    keys.map(async (key) => {
      const panels = report.detectors.filter(({ checkpoint, detector }) => `${checkpoint}\n${detector}` === key);
      const title = `${panels[0]?.detector} on ${panels[0]?.checkpoint}`;
      const curves = panels.map(({ condition, roc }) => ({
        name: condition,
        points: roc.map(({ falsePositiveRate, truePositiveRate }) => ({ x: falsePositiveRate, y: truePositiveRate })),
      }));
      const svg = await curveChart(curves, {
        label: `ROC of ${title}`,
        xTitle: 'false positive rate',
        yTitle: 'true positive rate',
        unitSquare: true,
      });
      return { title, svg };
    }),
  );
}
