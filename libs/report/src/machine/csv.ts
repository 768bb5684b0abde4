/** Every endpoint of every target as one row, for a spreadsheet. Numbers that were not measured are empty, with the reason. */
import type { Endpoint, Metric, Report, TargetReport } from '@palimpsest/contracts';
import { stringify } from 'csv-stringify/sync';

/** RFC 4180, UTF-8, a header first. Cells that a spreadsheet would run as a formula are quoted as text. */
export function renderCsv({ targets, identity }: Report): string {
  const rows = targets.flatMap((target) => target.endpoints.map((endpoint) => rowOf(identity.audit, target, endpoint)));
  return stringify(rows, { header: true, columns, record_delimiter: 'windows', escape_formulas: true });
}

const columns = [
  ...['audit', 'checkpoint', 'verdict', 'endpoint', 'probe', 'variant', 'ask', 'purpose', 'tier', 'isLeak'],
  ...['leak', 'leakLow', 'leakHigh', 'confidence', 'people', 'bound', 'pAdjusted', 'power', 'minimumDetectableLeak'],
  ...['recovery', 'recoveryLow', 'recoveryHigh', 'answers', 'bindingControl', 'notMeasured'],
];

function rowOf(audit: string, { checkpoint, verdict }: TargetReport, endpoint: Endpoint) {
  const { id, probe, variant, ask, purpose, tier, isLeak, leak, target } = endpoint;
  const { bound, pAdjusted, power, minimumDetectableLeak, bindingControl } = endpoint;
  const [beyond, recovered] = [numbersOf(leak), numbersOf(target)];
  return {
    ...{ audit, checkpoint, verdict: verdict.value, endpoint: id, probe, variant, ask, purpose, tier },
    ...{ isLeak: String(isLeak), leak: beyond.estimate, leakLow: beyond.low, leakHigh: beyond.high },
    ...{ confidence: beyond.confidence, people: beyond.n, bound, pAdjusted, power, minimumDetectableLeak },
    ...{ recovery: recovered.estimate, recoveryLow: recovered.low, recoveryHigh: recovered.high },
    ...{ answers: recovered.answers, bindingControl, notMeasured: beyond.reason ?? recovered.reason },
  };
}

function numbersOf(metric: Metric) {
  if (metric.state === 'not-measured') return { reason: metric.reason };
  const { estimate, interval, n, answers } = metric;
  return { estimate, low: interval.low, high: interval.high, confidence: interval.confidence, n, answers };
}
