import { readFileSync } from 'node:fs';
import { Rng } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { auroc } from './auroc.js';
import { clopperPearson } from './clopper-pearson.js';
import { meanOfSubjects, type MeanOptions } from './clustered-mean.js';
import type { Cluster } from './clusters.js';
import { betaBinomial, drawRate, independent, twoKinds, type Population } from './coverage.cases.js';
import { differenceOfClusteredMeans } from './difference.js';
import { maximumOverControls } from './maximum-over-controls.js';
import { normalQuantile } from './normal.js';
import { supportedBoundOfSubjects } from './supported-bound.js';
import { peopleWith, the } from './testing/people.js';
import { simulateCoverage } from './testing/simulate-coverage.js';
import { wilson } from './wilson.js';

/** One row of the table in docs/statistics.md. */
interface Case {
  readonly interval: string;
  readonly population: string;
  readonly truth: number;
  readonly draw: (rng: Rng) => { readonly low: number; readonly high: number };
  /** Percent that must be covered; 94 to 96 unless the page explains the deviation. */
  readonly least?: number;
  readonly most?: number;
}

const draws = 10_000;
const conservative = { least: 94, most: 100 };

const half = betaBinomial(0.5, 0.2);
const fifth = betaBinomial(0.2, 0.2);
const tenth = betaBinomial(0.1, 0.2);
const twentieth = betaBinomial(0.05, 0.1);
const prior = betaBinomial(0.02, 0.1);
const alike = betaBinomial(0.02, 0.02);
const fewAnswers = betaBinomial(0.1, 0.2, 8);
const quarterLeaks = twoKinds(0.25, 0.8, 0.05);
const someLeak = twoKinds(0.1, 0.9, 0.02);
const oneLeaks = twoKinds(0.03, 0.9, 0.01);

const ratesOf = ({ people, of }: { people: number; of: Population }, rng: Rng): number[] =>
  Array.from({ length: people }, () => drawRate(of, rng));

/** A rate of independent answers; every count has one interval. */
function rate(interval: 'wilson' | 'clopper-pearson' | 'clopper-pearson-upper', p: number, n: number): Case {
  const population = independent(p, n);
  const ends = Array.from({ length: n + 1 }, (_, k) => {
    if (interval === 'wilson') return the(wilson(k, n));
    return the(clopperPearson(k, n, { side: interval === 'clopper-pearson' ? 'two-sided' : 'upper' }));
  });
  return {
    ...{ interval, population: `rate ${p}, ${n} answers`, truth: p },
    draw: (rng) => ends[Math.round(drawRate(population, rng) * n)]!,
  };
}

function mean(of: Population, people = 48): Case {
  const population = `${people} people × ${of.answers}: ${of.name}`;
  const draw = (rng: Rng) => the(meanOfSubjects(ratesOf({ people, of }, rng), people));
  return { interval: 'clustered-skew-t', population, truth: of.mean, draw };
}

function bound(of: Population, people = 48): Case {
  const population = `${people} people × ${of.answers}: ${of.name}`;
  const draw = (rng: Rng) => the(supportedBoundOfSubjects(ratesOf({ people, of }, rng), people));
  return { interval: 'supported upper bound', population, truth: of.mean, draw, ...conservative };
}

function difference(target: Population, control: Population, people = 48): Case {
  const options: MeanOptions = { range: [-1, 1], method: 'clustered-cautious-t' };
  return {
    interval: 'clustered-cautious-t',
    population: `${people} people × ${target.answers}: ${target.name}; control: ${control.name}`,
    truth: target.mean - control.mean,
    draw: (rng) => {
      const others = ratesOf({ people, of: control }, rng);
      const differences = ratesOf({ people, of: target }, rng).map((value, index) => value - others[index]!);
      return the(meanOfSubjects(differences, people, options));
    },
  };
}

function countsOf(of: Population, rng: Rng): Cluster[] {
  const counts = ratesOf({ people: 48, of }, rng).map((value) => Math.round(value * of.answers));
  return peopleWith(counts, of.answers);
}

function maximum(target: Population, controls: readonly Population[]): Case {
  return {
    interval: 'maximum-over-controls',
    population: `48 people × 32: ${target.name}; controls: ${controls.map(({ name }) => name).join(' and ')}`,
    truth: target.mean - Math.max(...controls.map((control) => control.mean)),
    draw: (rng) => {
      const asked = countsOf(target, rng);
      const results = controls.map((of) => differenceOfClusteredMeans(asked, countsOf(of, rng)));
      return the(maximumOverControls(results.map((result, index) => ({ name: `control ${index}`, result })))).leak;
    },
    ...conservative,
  };
}

/** Normal scores with the area Φ(shift / √2). */
function area(truth: number, each: number): Case {
  const shift = Math.SQRT2 * normalQuantile(truth);
  const scores = (by: number, rng: Rng) => Array.from({ length: each }, () => rng.normal() + by);
  const draw = (rng: Rng) => the(auroc({ positives: scores(shift, rng), negatives: scores(0, rng) }));
  return { interval: 'delong-logit', population: `area ${truth}, ${each} + ${each} scores`, truth, draw };
}

const cases: readonly Case[] = [
  { ...rate('wilson', 0.02, 48), least: 92, most: 94 },
  rate('wilson', 0.1, 48),
  rate('wilson', 0.3, 48),
  rate('wilson', 0.02, 384),
  rate('wilson', 0.1, 1536),
  rate('wilson', 0.5, 1536),
  { ...rate('clopper-pearson', 0.02, 48), ...conservative },
  { ...rate('clopper-pearson', 0.1, 48), ...conservative },
  { ...rate('clopper-pearson', 0.3, 48), ...conservative },
  { ...rate('clopper-pearson', 0.1, 1536), ...conservative },
  { ...rate('clopper-pearson-upper', 0.02, 48), ...conservative },
  { ...rate('clopper-pearson-upper', 0.1, 384), ...conservative },
  mean(half),
  mean(fifth),
  mean(tenth),
  mean(fewAnswers),
  mean(twentieth),
  mean(prior),
  mean(alike),
  mean(tenth, 24),
  { ...mean(quarterLeaks), ...conservative },
  { ...mean(someLeak), ...conservative },
  { ...mean(oneLeaks), least: 70, most: 80 },
  bound(half),
  bound(tenth),
  bound(prior),
  bound(someLeak),
  bound(oneLeaks),
  difference(half, betaBinomial(0.3, 0.2)),
  difference(tenth, tenth),
  { ...difference(tenth, prior), ...conservative },
  { ...difference(alike, alike), ...conservative },
  { ...difference(quarterLeaks, prior), ...conservative },
  { ...difference(someLeak, alike), ...conservative },
  maximum(fifth, [twentieth, prior]),
  maximum(tenth, [tenth, tenth]),
  area(0.6, 50),
  area(0.8, 50),
  area(0.95, 50),
  area(0.6, 200),
];

/** A leak is claimed at p ≤ 0.05 and an interval above 0; here none of the targets leaks more than its control. */
const falseAlarms = [
  { population: 'the same people twice', target: tenth, control: tenth },
  { population: 'few answers right on either side', target: alike, control: alike },
  { population: 'many leak a little, few controls much', target: betaBinomial(someLeak.mean, 0.02), control: someLeak },
  { population: 'few leak much, many controls a little', target: someLeak, control: betaBinomial(someLeak.mean, 0.02) },
];

const rowOf = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const percent = (share: number): string => (100 * share).toFixed(1);
const page = readFileSync(new URL('../../../docs/statistics.md', import.meta.url), 'utf8');
/** Prettier pads cells, so rows are compared without padding. */
const written = page.split('\n').map((line) => line.replaceAll(/ +/g, ' '));

const rows: string[] = [];

describe('coverage of 95 % intervals in 10,000 draws', () => {
  it.each(cases.map((row) => [`${row.interval}, ${row.population}`, row] as const))('%s', (name, row) => {
    const { covered, truthBelow, truthAbove } = simulateCoverage(name, row.truth, draws, row.draw);
    rows.push(rowOf(row.interval, row.population, percent(covered), percent(truthBelow), percent(truthAbove)));
    expect(100 * covered).toBeGreaterThanOrEqual(row.least ?? 94);
    expect(100 * covered).toBeLessThanOrEqual(row.most ?? 96);
  });
});

describe('false alarms in 10,000 draws', () => {
  it.each(falseAlarms)('$population', ({ population, target, control }) => {
    const rng = new Rng(population);
    let [leaks, rejections] = [0, 0];
    for (let index = 0; index < draws; index++) {
      const { difference, p } = the(differenceOfClusteredMeans(countsOf(target, rng), countsOf(control, rng)));
      if (p <= 0.05) rejections++;
      if (p <= 0.05 && difference.low > 0) leaks++;
    }
    rows.push(rowOf(population, percent(rejections / draws), percent(leaks / draws)));
    expect(leaks / draws).toBeLessThanOrEqual(0.05);
  });
});

describe('docs/statistics.md', () => {
  it('says what was measured; where it does not, paste these rows', () => {
    expect(rows).toHaveLength(cases.length + falseAlarms.length);
    expect(rows.filter((row) => !written.includes(row)).join('\n')).toBe('');
  });
});
