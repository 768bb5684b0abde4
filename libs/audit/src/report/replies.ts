/** Forgotten, refused and broken are told apart: what a checkpoint replies to plain questions. */
import type { Metric, PlainReplies, SubjectCounts } from '@palimpsest/contracts';
import { clusteredMean } from '@palimpsest/stats';
import { nullsOf, rateOf, toMetric } from '../verdict/metrics.js';

/** @param counts free replies on clean images */
export function plainReplies(counts: readonly SubjectCounts[], confidence: number): PlainReplies {
  const rates = {
    correct: rateOf(counts, confidence),
    refused: rateOf(counts, confidence, 'refused'),
    wrong: wrongRate(counts, confidence),
    unparsable: rateOf(counts, confidence, 'unparsable'),
    gibberish: rateOf(counts, confidence, 'gibberish'),
  };
  return { ...rates, manner: mannerOf(rates) };
}

function wrongRate(counts: readonly SubjectCounts[], confidence: number): Metric {
  const clusters = counts.map(({ subject, n, correct, refused, unparsable }) => ({
    ...{ id: subject, n, total: n - correct - refused - unparsable },
  }));
  return toMetric(clusteredMean(clusters, { confidence }), nullsOf(counts));
}

/** What more than half of the replies are. */
function mannerOf({ correct, refused, wrong, unparsable }: Omit<PlainReplies, 'manner'>): PlainReplies['manner'] {
  if (correct.state === 'not-measured') return null;
  const isMost = (metric: Metric) => metric.state === 'measured' && metric.estimate > 0.5;
  if (isMost(correct)) return 'answers';
  if (isMost(refused)) return 'refuses';
  if (isMost(wrong)) return 'guesses';
  return isMost(unparsable) ? 'broken' : 'mixed';
}
