/** The comparison's two plots, drawn once for whoever shows them; each has its table. */
import type { Comparison } from '@palimpsest/contracts';
import { scatterChart } from '../charts/scatter-chart.js';
import { endpointWords } from '../html/words.js';
import { marksOf } from './words.js';

export interface ComparisonCharts {
  /** Null when no target has both numbers. */
  readonly forgetUtility: string | null;
  /** One per detector. */
  readonly stealthRecovery: readonly { readonly detector: string; readonly svg: string | null }[];
}

export async function drawComparison(comparison: Comparison): Promise<ComparisonCharts> {
  return { forgetUtility: await drawUtility(comparison), stealthRecovery: await drawStealth(comparison) };
}

const share = [0, 1] as const;

function drawUtility(comparison: Comparison): Promise<string | null> {
  const marks = marksOf(comparison);
  const isLeak = comparison.leaderboard.measure === 'leak';
  const points = comparison.forgetUtility.map(({ target, retain, score }) => ({
    ...{ mark: marks.get(target) ?? '', name: target, kind: 'target', x: retain, y: score },
  }));
  return scatterChart(points, {
    label: 'What each target gives away against what is left of it; the table below has the numbers',
    x: { title: 'right about retain people', domain: share },
    y: isLeak
      ? { title: 'leak beyond shared controls', domain: [-0.2, 1], line: 0 }
      : { title: 'recovery on held-out people', domain: share },
  });
}

async function drawStealth(comparison: Comparison): Promise<ComparisonCharts['stealthRecovery']> {
  const { stealthRecovery } = comparison;
  if (stealthRecovery.state === 'not-measured') return [];
  const marks = marksOf(comparison);
  const detectors = [...new Set(stealthRecovery.points.map(({ detector }) => detector))];
  return Promise.all(
    detectors.map(async (detector) => {
      const points = stealthRecovery.points
        .filter((point) => point.detector === detector)
        .map((point) => ({
          ...{ mark: marks.get(point.target) ?? '', name: point.target, kind: endpointWords(point) },
          ...{ x: point.auroc, y: point.recovery },
        }));
      const svg = await scatterChart(points, {
        label: `What attacked images get out against how well ${detector} sees them; the table below has the numbers`,
        x: { title: `AUROC of ${detector}`, domain: share, format: '.1f', line: 0.5 },
        y: { title: 'recovery on attacked images', domain: share },
      });
      return { detector, svg };
    }),
  );
}
