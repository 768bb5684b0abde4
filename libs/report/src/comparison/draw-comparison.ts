/** The comparison's two plots, drawn once for whoever shows them; each has its table. */
import type { Comparison } from '@palimpsest/contracts';
import { scatterChart } from '../charts/scatter-chart.js';
import { byRank, marksOf, endpointName } from './words.js';

export interface ComparisonCharts {
  /** Null when no target has both numbers. */
  readonly forgetUtility: string | null;
  /** One per detector. */
  readonly stealthRecovery: readonly { readonly detector: string; readonly svg: string | null }[];
}

export async function drawComparison(comparison: Comparison): Promise<ComparisonCharts> {
  return { forgetUtility: await drawUtility(comparison), stealthRecovery: await drawStealth(comparison) };
}

function drawUtility(comparison: Comparison): Promise<string | null> {
  const marks = marksOf(comparison);
  const isLeak = comparison.leaderboard.measure === 'leak';
  const points = byRank(comparison, comparison.forgetUtility).map(({ target, retain, score }) => ({
    ...{ mark: marks.get(target) ?? '', name: target, kind: 'target', x: retain, y: score },
  }));
  return scatterChart(points, {
    locale: 'en',
    label: 'What each target gives away against what is left of it; the table below has the numbers',
    x: { title: 'right about retain people', includes: [1] },
    y: isLeak
      ? { title: 'leak beyond shared controls', line: 0 }
      : { title: 'recovery on held-out people', includes: [0] },
  });
}

async function drawStealth(comparison: Comparison): Promise<ComparisonCharts['stealthRecovery']> {
  const { stealthRecovery } = comparison;
  if (stealthRecovery.state === 'not-measured') return [];
  const marks = marksOf(comparison);
  const detectors = [...new Set(stealthRecovery.points.map(({ detector }) => detector))];
  return Promise.all(
    detectors.map(async (detector) => {
      const points = byRank(comparison, stealthRecovery.points)
        .filter((point) => point.detector === detector)
        .map((point) => ({
          ...{ mark: marks.get(point.target) ?? '', name: point.target, kind: endpointName(point) },
          ...{ x: point.auroc, y: point.recovery },
        }));
      const svg = await scatterChart(points, {
        locale: 'en',
        label: `What attacked images get out against how well ${detector} sees them; the table below has the numbers`,
        x: { title: `AUROC of ${detector}`, format: '.2f', line: 0.5 },
        y: { title: 'recovery on attacked images', includes: [0] },
      });
      return { detector, svg };
    }),
  );
}
