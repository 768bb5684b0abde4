/** A comparison for a spreadsheet: one number a row. What was not measured is empty, with the reason. */
import { correctionOf, correctionText } from '@palimpsest/audit';
import type { Comparison, ComparedEndpoint, Metric } from '@palimpsest/contracts';
import { stringify } from 'csv-stringify/sync';

/** RFC 4180, UTF-8, a header first. Cells that a spreadsheet would run as a formula are quoted as text. */
export function renderComparisonCsv(comparison: Comparison): string {
  const rows = [
    ...rankRows(comparison),
    ...comparison.endpoints.flatMap((endpoint) => endpointRows(comparison, endpoint)),
    ...plotRows(comparison),
  ];
  return stringify(rows, { header: true, columns, record_delimiter: 'windows', escape_formulas: true });
}

const columns = [
  ...['quantity', 'target', 'from', 'endpoint', 'purpose', 'detector', 'estimate', 'low', 'high', 'confidence'],
  ...['people', 'answers', 'p', 'pAdjusted', 'correction', 'pPairwise', 'correctionPairwise', 'rankLow', 'rankHigh'],
  ...['notMeasured'],
];

type Row = Readonly<Partial<Record<(typeof columns)[number], string | number | null>>>;

function numbersOf(metric: Metric): Row {
  if (metric.state === 'not-measured') return { notMeasured: metric.reason };
  const { estimate, interval, n, answers } = metric;
  return { estimate, low: interval.low, high: interval.high, confidence: interval.confidence, people: n, answers };
}

function rankRows({ leaderboard }: Comparison): readonly Row[] {
  const { measure, purpose, rows } = leaderboard;
  return rows.map(({ target, score, endpoint, rank }) => ({
    ...{ quantity: `rank-by-${measure}`, target, endpoint, purpose, ...numbersOf(score) },
    ...{ rankLow: rank?.low ?? null, rankHigh: rank?.high ?? null },
  }));
}

function endpointRows(comparison: Comparison, { id, purpose, cells, differences }: ComparedEndpoint): readonly Row[] {
  const correction = (family: 'against-baseline' | 'pairwise') => {
    const found = correctionOf(comparison, family, purpose);
    return found ? correctionText(found) : null;
  };
  return [
    ...cells.flatMap(({ target, recovery, leak }): readonly Row[] => [
      { quantity: 'recovery', target, endpoint: id, purpose, ...numbersOf(recovery) },
      { quantity: 'leak', target, endpoint: id, purpose, ...numbersOf(leak) },
    ]),
    ...differences.map(({ target, from, difference, p, againstBaseline, pairwise }): Row => ({
      ...{ quantity: 'difference', target, from, endpoint: id, purpose, ...numbersOf(difference), p },
      ...{ pAdjusted: againstBaseline, pPairwise: pairwise },
      correction: againstBaseline === null ? null : correction('against-baseline'),
      correctionPairwise: pairwise === null ? null : correction('pairwise'),
    })),
  ];
}

function plotRows({ forgetUtility, stealthRecovery }: Comparison): readonly Row[] {
  const utility = forgetUtility.flatMap(({ target, retain, forget }): readonly Row[] => [
    { quantity: 'retain-accuracy', target, ...numbersOf(retain) },
    { quantity: 'forget-accuracy', target, ...numbersOf(forget) },
  ]);
  if (stealthRecovery.state === 'not-measured') {
    return [...utility, { quantity: 'auroc', notMeasured: stealthRecovery.reason }];
  }
  const stealth = stealthRecovery.points.flatMap(({ target, detector, probe, variant, ask, ...point }) => {
    const place = { target, detector, endpoint: `${probe}/${variant}/${ask}` };
    return [
      { quantity: 'auroc', ...place, ...numbersOf(point.auroc) },
      { quantity: 'true-positive-rate', ...place, ...numbersOf(point.truePositiveRate) },
    ];
  });
  return [...utility, ...stealth];
}
