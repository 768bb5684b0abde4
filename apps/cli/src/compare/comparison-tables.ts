/** The comparison as tables for a terminal. */
import { correctionOf, correctionText, headlineText, measureText, pText, rankText } from '@palimpsest/audit';
import type { ComparedEndpoint, Comparison, Metric, PairedDifference, RankedRow } from '@palimpsest/contracts';
import pc from 'picocolors';
import { columns } from '../output/output.js';
import { intervalText, pointsText } from '../output/words.js';

export function comparisonTables(comparison: Comparison): string {
  const { endpoints, warnings } = comparison;
  return [
    ranks(comparison),
    ...(warnings.length > 0 ? [warnings.map((text) => `${pc.yellow('note')}  ${text}`).join('\n')] : []),
    ...endpoints.map((endpoint) => differences(comparison, endpoint)),
    ...allPairs(comparison),
    utility(comparison),
    stealth(comparison),
  ].join('\n\n');
}

/** "71.2 % [60.1, 80.0]", or why it is missing. */
const rate = (metric: Metric) => (metric.state === 'measured' ? intervalText(metric) : metric.reason);
const points = (metric: Metric) => (metric.state === 'measured' ? pointsText(metric) : metric.reason);

function ranks(comparison: Comparison): string {
  const { leaderboard, targets } = comparison;
  const isLeak = leaderboard.measure === 'leak';
  const verdicts = new Map(targets.map(({ label, verdict, retain }) => [label, { verdict, retain }]));
  const row = (entry: RankedRow) => [
    `  ${entry.target}`,
    rankText(entry),
    isLeak ? points(entry.score) : rate(entry.score),
    entry.endpoint ?? '',
    verdicts.get(entry.target)?.verdict ?? '',
    rate(verdicts.get(entry.target)?.retain ?? { state: 'not-measured', reason: '' }),
  ];
  const heading = [pc.bold('ranks'), 'rank', leaderboard.measure, 'reached at', 'verdict', 'retain, plain'];
  const correction = correctionOf(comparison, 'ranks', leaderboard.purpose);
  const notes = leaderboard.rows.flatMap(({ target, caution }) => (caution ? [`  ${target}: ${caution}`] : []));
  return [
    headlineText(comparison),
    `Least first: ${measureText(comparison)}${correction ? `; ${correctionText(correction)}` : ''}.`,
    columns([heading, ...leaderboard.rows.map(row)]),
    ...notes,
  ].join('\n');
}

function differences(comparison: Comparison, { id, purpose, cells, differences: all }: ComparedEndpoint): string {
  const { baseline } = comparison;
  const correction = correctionOf(comparison, 'against-baseline', purpose);
  const heading = [
    ...[pc.bold(id), 'recovery', 'leak', `difference from ${baseline}`],
    correction ? `p (${correctionText(correction)})` : 'p',
  ];
  const rows = cells.map(({ target, recovery, leak }) => {
    const pair = all.find((one) => one.target === target && one.from === baseline);
    const own = pair ? [points(pair.difference), pText(pair.againstBaseline)] : ['', ''];
    return [`  ${target}`, rate(recovery), points(leak), ...own];
  });
  return `${columns([heading, ...rows])}${purpose === 'confirmatory' ? '' : `\n  ${purpose}: counts for no rank`}`;
}

/** Of two targets the difference from the baseline says it all; of many there are too many for a terminal. */
function allPairs(comparison: Comparison): readonly string[] {
  const { targets, endpoints } = comparison;
  if (targets.length === 2) return [];
  if (targets.length <= 4) return endpoints.map((endpoint) => pairs(comparison, endpoint));
  const count = (targets.length * (targets.length - 1)) / 2;
  return [`Differences between all ${count} pairs at every endpoint: -o comparison.html, comparison.csv or --json.`];
}

function pairs(comparison: Comparison, { id, purpose, differences: all }: ComparedEndpoint): string {
  const correction = correctionOf(comparison, 'pairwise', purpose);
  const heading = [pc.bold(`${id}, all pairs`), 'difference', correction ? `p (${correctionText(correction)})` : 'p'];
  const row = ({ target, from, difference, pairwise }: PairedDifference) => [
    ...[`  ${target} from ${from}`, points(difference), pText(pairwise)],
  ];
  return columns([heading, ...all.map(row)]);
}

function utility({ forgetUtility, leaderboard }: Comparison): string {
  const isLeak = leaderboard.measure === 'leak';
  const heading = [pc.bold('forgetting and utility'), 'retain', leaderboard.measure, 'forget, plain'];
  const rows = forgetUtility.map(({ target, retain, score, forget }) => [
    ...[`  ${target}`, rate(retain), isLeak ? points(score) : rate(score), rate(forget)],
  ]);
  return columns([heading, ...rows]);
}

function stealth({ stealthRecovery }: Comparison): string {
  const title = pc.bold('stealth and recovery');
  if (stealthRecovery.state === 'not-measured') return `${title}\n  not measured: ${stealthRecovery.reason}`;
  const heading = [title, 'attack', 'detector', 'AUROC', 'detected', 'recovery, clean', 'recovery, attacked'];
  const rows = stealthRecovery.points.map(({ target, probe, variant, ask, detector, ...point }) => [
    ...[`  ${target}`, `${probe}/${variant}/${ask}`, detector, plain(point.auroc)],
    ...[rate(point.truePositiveRate), rate(point.clean), rate(point.recovery)],
  ]);
  return columns([heading, ...rows]);
}

function plain(metric: Metric): string {
  if (metric.state === 'not-measured') return metric.reason;
  const { low, high } = metric.interval;
  return `${metric.estimate.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}
