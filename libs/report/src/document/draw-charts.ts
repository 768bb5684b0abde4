/** Which of the report's numbers are drawn: every chart has its table on the same page. */
import type { AttackPanel, Curve as ReportCurve, Metric, Report } from '@palimpsest/contracts';
import { curveChart, type Curve } from '../charts/curve-chart.js';
import { recoveryChart, type RecoveryPoint } from '../charts/recovery-chart.js';
import { controlsLast, inVerdictOrder } from './order.js';
import { endpointWords } from '../words/endpoint-words.js';
import type { Locale } from '../words/locale.js';
import type { Words } from '../words/words.js';
import { panelTitle } from './attack-titles.js';

export interface AttackCharts {
  readonly panel: AttackPanel;
  readonly loss: string | null;
  readonly gradient: string | null;
}

export interface ReportCharts {
  /** Null when no chart was wanted. */
  readonly recovery: string | null;
  readonly attacks: readonly AttackCharts[];
  readonly detectors: readonly { readonly title: string; readonly svg: string }[];
}

export const noCharts: ReportCharts = { recovery: null, attacks: [], detectors: [] };

/** What charts are told in. */
interface Given {
  readonly words: Words;
  readonly locale: Locale;
}

export async function drawCharts(report: Report, given: Given): Promise<ReportCharts> {
  const recovery = await drawRecovery(report, given);
  const attacks = await drawAttacks(report, given);
  const detectors = await drawRoc(report, given);
  return { recovery, attacks, detectors };
}

function drawRecovery(report: Report, { words, locale }: Given): Promise<string> {
  const prior = report.targets[0]?.controls.prior;
  const points = controlsLast(report, inVerdictOrder(report, report.recovery)).map((row): RecoveryPoint => ({
    ...{ checkpoint: row.checkpoint, role: row.role, endpoint: endpointWords(row, words) },
    ...{ ...ends(row.post), prior: prior?.state === 'measured' ? prior.estimate : null },
  }));
  return recoveryChart(points, { label: words.recovery.label, locale, roles: words.roles });
}

function ends(metric: Metric): Pick<RecoveryPoint, 'estimate' | 'low' | 'high'> {
  if (metric.state === 'not-measured') return { estimate: null, low: null, high: null };
  return { estimate: metric.estimate, low: metric.interval.low, high: metric.interval.high };
}

/** The first fold and seed of each attack on true answers: the others look alike and are in the JSON. */
async function drawAttacks(report: Report, given: Given): Promise<readonly AttackCharts[]> {
  const shown = report.attacks.filter(({ fold, answers }) => (fold === null || fold === 0) && answers === 'true');
  const first = shown.filter((panel, at) => shown.findIndex((other) => sameAttack(other, panel)) === at);
  return Promise.all(
    first.map(async (panel) => ({
      panel,
      loss: await drawQuantity(panel, 'loss', given),
      gradient: await drawQuantity(panel, 'gradient-norm', given),
    })),
  );
}

const sameAttack = (a: Report['attacks'][number], b: Report['attacks'][number]): boolean =>
  a.checkpoint === b.checkpoint && a.variant === b.variant && a.probe === b.probe;

function drawQuantity(
  panel: AttackPanel,
  quantity: ReportCurve['quantity'],
  { words, locale }: Given,
): Promise<string | null> {
  const { attacks } = words;
  const isLogarithmic = quantity === 'gradient-norm';
  const lines: Curve[] = panel.curves
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
    locale,
    label: (isLogarithmic ? attacks.gradientLabel : attacks.lossLabel)(panelTitle(panel, words)),
    xTitle: attacks.step,
    yTitle: isLogarithmic ? attacks.gradientAxis : attacks.lossAxis,
    logarithmic: isLogarithmic,
  });
}

function drawRoc(report: Report, { words, locale }: Given): Promise<ReportCharts['detectors']> {
  const { detectors: say } = words;
  const keys = [
    ...new Set(
      inVerdictOrder(report, report.detectors).map(({ checkpoint, detector }) => `${checkpoint}\n${detector}`),
    ),
  ];
  return Promise.all(
    keys.map(async (key) => {
      const panels = report.detectors.filter(({ checkpoint, detector }) => `${checkpoint}\n${detector}` === key);
      const title = say.on(panels[0]?.detector ?? '', panels[0]?.checkpoint ?? '');
      const curves = panels.map(({ condition, roc }) => ({
        name: condition,
        points: roc.map(({ falsePositiveRate, truePositiveRate }) => ({ x: falsePositiveRate, y: truePositiveRate })),
      }));
      const svg = await curveChart(curves, {
        locale,
        label: say.roc(title),
        xTitle: say.falsePositives,
        yTitle: say.truePositives,
        unitSquare: true,
      });
      return { title, svg };
    }),
  );
}
