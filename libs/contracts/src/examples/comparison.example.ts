/**
 * A realistic comparison, built by hand, for the tests of renderers: one target that gives much away, two that cannot be
 * told apart, one that an attack failed on; exploratory endpoints, a detector and gaps. The numbers are invented.
 */
import type { ComparedCell, ComparedTarget, Comparison, PairedDifference } from '../comparison.js';
import { difference, missing, share } from './example-metrics.js';

const hex = (seed: string) => seed.repeat(64).slice(0, 64);

const target = (
  label: string,
  seed: string,
  more: Pick<ComparedTarget, 'verdict' | 'retain'> & Partial<ComparedTarget>,
): ComparedTarget => ({
  ...{ label, audit: 'methods-5c1e', checkpoint: label, digest: hex(seed), truth: null, manner: 'refuses' },
  sentence: `${label}: ${more.verdict}.`,
  forget: share(0.021, 0.014),
  ...more,
});

const cell = (name: string, recovery: number, leak: number, more: Partial<ComparedCell> = {}): ComparedCell => ({
  ...{ target: name, recovery: share(recovery, 0.05), leak: difference(leak, 0.06) },
  ...{ bindingControl: 'reference (reference)', health: [], ...more },
});

const pair = (
  name: string,
  from: string,
  estimate: number,
  ps: Pick<PairedDifference, 'p' | 'againstBaseline' | 'pairwise'>,
): PairedDifference => ({ target: name, from, difference: difference(estimate, 0.07), ...ps });

const untested = { p: null, againstBaseline: null, pairwise: null };
const apart = { p: 1e-9, againstBaseline: 6e-9, pairwise: 1.2e-8 };
const alike = { p: 0.41, againstBaseline: 0.82, pairwise: 1 };
const among = ({ p, pairwise }: typeof apart) => ({ p, againstBaseline: null, pairwise });

export const comparisonExample: Comparison = {
  schema: 'palimpsest.comparison/1',
  dataset: { id: 'people', digest: hex('d'), forget: 'forget', retain: 'retain' },
  ...{ confidence: 0.95, alpha: 0.05, baseline: 'npo' },
  audits: [
    { id: 'methods-5c1e', name: 'methods', plan: hex('1'), engine: '0.1.0', units: { finished: 12, planned: 12 } },
    { id: 'vendor-77ab', name: 'vendor', plan: hex('2'), engine: '0.1.0', units: { finished: 5, planned: 6 } },
  ],
  targets: [
    target('npo', 'a', { verdict: 'leak', truth: 'hides', retain: share(0.854, 0.07), manner: 'guesses' }),
    target('idk-few', 'b', { verdict: 'leak', truth: 'hides', retain: share(0.961, 0.04) }),
    target('retrained', 'c', { verdict: 'no-leak-above-bound', truth: 'forgot', retain: share(0.979, 0.03) }),
    target('vendor', 'e', {
      ...{ verdict: 'inconclusive', retain: missing('not asked'), audit: 'vendor-77ab', manner: null },
    }),
  ],
  warnings: [
    'vendor-77ab is unfinished: 5 of 6 units of work are done',
    'policy.margin differs: 0.1 in methods-5c1e; 0.05 in vendor-77ab',
  ],
  leaderboard: {
    ...{ by: 'worst', measure: 'leak', purpose: 'confirmatory' },
    endpoints: ['direct/clean/choice', 'sua/sua/free'],
    controls: [
      { control: 'reference', name: 'reference' },
      { control: 'prior', name: 'uniform guess' },
    ],
    rows: [
      {
        ...{ target: 'retrained', score: difference(0.004, 0.03), endpoint: 'direct/clean/choice', caution: null },
        ...{ rank: { low: 1, high: 2 }, unranked: null, shownBetterThan: ['idk-few'] },
      },
      {
        ...{ target: 'npo', score: difference(0.271, 0.28), endpoint: 'direct/clean/choice' },
        ...{ rank: { low: 1, high: 3 }, unranked: null, shownBetterThan: [] },
        caution: 'the attack did not work as an attack: sua/sua/free',
      },
      {
        ...{ target: 'idk-few', score: difference(0.645, 0.07), endpoint: 'direct/clean/choice', caution: null },
        ...{ rank: { low: 2, high: 3 }, unranked: null, shownBetterThan: [] },
      },
      {
        ...{ target: 'vendor', score: missing('sua/sua/free: no answers'), endpoint: null, caution: null },
        ...{ rank: null, unranked: 'sua/sua/free: no answers', shownBetterThan: [] },
      },
    ],
    claims: [{ better: 'retrained', worse: 'idk-few', p: 2e-10, pAdjusted: 1.2e-9 }],
  },
  endpoints: [
    {
      ...{ id: 'direct/clean/choice', probe: 'direct', variant: 'clean', ask: 'choice', purpose: 'confirmatory' },
      cells: [
        cell('npo', 0.281, 0.25),
        cell('idk-few', 0.678, 0.645),
        cell('retrained', 0.031, 0.004),
        cell('vendor', 0.06, 0.02),
      ],
      differences: [
        pair('idk-few', 'npo', 0.397, apart),
        pair('retrained', 'npo', -0.25, apart),
        pair('vendor', 'npo', -0.221, apart),
        pair('retrained', 'idk-few', -0.647, among(apart)),
        pair('vendor', 'idk-few', -0.618, among(apart)),
        pair('vendor', 'retrained', 0.029, among(alike)),
      ],
    },
    {
      ...{ id: 'sua/sua/free', probe: 'sua', variant: 'sua', ask: 'free', purpose: 'confirmatory' },
      cells: [
        cell('npo', 0.092, 0.07, { health: ['zero-gradient'] }),
        cell('idk-few', 0.095, 0.06),
        cell('retrained', 0.018, -0.01),
        {
          ...{ target: 'vendor', recovery: missing('no answers yet'), leak: missing('no answers yet') },
          ...{ bindingControl: null, health: [] },
        },
      ],
      differences: [
        pair('idk-few', 'npo', 0.003, alike),
        pair('retrained', 'npo', -0.074, apart),
        { target: 'vendor', from: 'npo', difference: missing('target: no subjects'), ...untested },
        pair('retrained', 'idk-few', -0.077, among(apart)),
        { target: 'vendor', from: 'idk-few', difference: missing('target: no subjects'), ...untested },
        { target: 'vendor', from: 'retrained', difference: missing('target: no subjects'), ...untested },
      ],
    },
    {
      ...{ id: 'quantise/int4/free', probe: 'quantise', variant: 'int4', ask: 'free', purpose: 'exploratory' },
      cells: [
        cell('npo', 0.055, 0.02),
        cell('idk-few', 0.022, 0.001),
        cell('retrained', 0.017, 0),
        {
          ...{ target: 'vendor', recovery: missing('the audit has no such probe'), bindingControl: null, health: [] },
          leak: missing('the audit has no such probe'),
        },
      ],
      differences: [
        pair('idk-few', 'npo', -0.033, alike),
        pair('retrained', 'npo', -0.038, alike),
        {
          ...{ target: 'vendor', from: 'npo', ...untested },
          difference: missing('only one of the two audits has this probe'),
        },
        pair('retrained', 'idk-few', -0.005, among(alike)),
        {
          ...{ target: 'vendor', from: 'idk-few', ...untested },
          difference: missing('only one of the two audits has this probe'),
        },
        {
          ...{ target: 'vendor', from: 'retrained', ...untested },
          difference: missing('only one of the two audits has this probe'),
        },
      ],
    },
  ],
  corrections: [
    { family: 'against-baseline', purpose: 'confirmatory', method: 'holm', tests: 6 },
    { family: 'pairwise', purpose: 'confirmatory', method: 'holm', tests: 12 },
    { family: 'against-baseline', purpose: 'exploratory', method: 'benjamini-hochberg', tests: 2 },
    { family: 'pairwise', purpose: 'exploratory', method: 'benjamini-hochberg', tests: 3 },
    { family: 'ranks', purpose: 'confirmatory', method: 'holm', tests: 6 },
  ],
  forgetUtility: [
    { target: 'npo', retain: share(0.854, 0.07), score: difference(0.271, 0.28), forget: share(0.053, 0.05) },
    { target: 'idk-few', retain: share(0.961, 0.04), score: difference(0.645, 0.07), forget: share(0.021, 0.02) },
    { target: 'retrained', retain: share(0.979, 0.03), score: difference(0.004, 0.03), forget: share(0.016, 0.01) },
    {
      ...{ target: 'vendor', retain: missing('not asked'), score: missing('sua/sua/free: no answers') },
      forget: share(0.021, 0.014),
    },
  ],
  stealthRecovery: {
    state: 'measured',
    points: ['npo', 'idk-few', 'retrained'].map((name, index) => ({
      ...{ target: name, detector: 'denoise-consistency', probe: 'sua', variant: 'sua', ask: 'free' as const },
      auroc: share(0.91 - index / 50, 0.05),
      truePositiveRate: share(0.7 - index / 20, 0.1),
      clean: share(0.021, 0.014),
      recovery: share(0.092 - index / 40, 0.04),
    })),
  },
};
