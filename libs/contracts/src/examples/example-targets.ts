/** Invented targets: one that leaks, one that does not, one that stays open. */
import type { PlainReplies, TargetReport } from '../report.js';
import type { ControlComparison, Endpoint, TierVerdict, Verdict } from '../verdict.js';
import { difference, missing, share } from './example-metrics.js';

const comparison = (
  control: ControlComparison['control'],
  name: string,
  recovery: number,
  target: number,
): ControlComparison => ({
  control,
  name,
  kind: control === 'noise' || control === 'clean' ? 'attribution' : 'null',
  recovery: share(recovery, 0.012),
  difference: difference(target - recovery, 0.045),
  p: target - recovery > 0.06 ? 0.0004 : 0.31,
  exceeded: target - recovery > 0.06,
});

function endpoint(probe: string, variant: string, ask: Endpoint['ask'], target: number, tier: number): Endpoint {
  const comparisons = [
    comparison('reference', 'reference', 0.013, target),
    comparison('matched-reference', 'reference-refusing', 0.012, target),
    comparison('prior', 'uniform guess', 0.031, target),
    ...(probe === 'sua'
      ? [comparison('noise', 'noise', 0.027, target), comparison('clean', 'direct', 0.026, target)]
      : []),
  ];
  const leak = target - 0.031;
  return {
    id: `${probe}/${variant}/${ask}`,
    probe,
    variant,
    ask,
    purpose: 'confirmatory',
    tier,
    target: share(target, 0.04),
    rates: {
      exact: share(target, 0.04),
      refused: share(0.72, 0.06),
      unparsable: share(0.02, 0.01),
      gibberish: share(0, 0),
    },
    original: share(0.951, 0.02),
    comparisons,
    permuted: probe === 'sua' ? share(0.092, 0.04) : missing('the probe does not use answers'),
    train: probe === 'sua' ? share(0.271, 0.08) : missing('the probe is not trained'),
    seeds: [{ seed: 1, recovery: target }],
    leak: difference(leak, 0.045),
    bindingControl: 'prior (uniform guess)',
    pAdjusted: leak > 0.06 ? 0.0012 : 0.62,
    bound: leak + 0.041,
    power: 0.97,
    minimumDetectableLeak: 0.071,
    isLeak: leak > 0.06,
    isBelowMargin: leak + 0.041 < 0.1,
    health: [],
    controlHealth: [],
  };
}

const untestedTier = (tier: number): TierVerdict => ({
  ...{ tier, value: null, confirmatory: 0, exploratory: 0, pAdjusted: null, decidedBy: null },
  leak: { state: 'not-measured', reason: 'no confirmatory probe of this tier in the plan' },
  ...{ bound: null, power: null, minimumDetectableLeak: null, reasons: [] },
});

const leakingTier = (tier: number, decidedBy: string, leak: number): TierVerdict => ({
  ...{ tier, value: 'leak', confirmatory: 1, exploratory: 0, pAdjusted: 0.0003, decidedBy },
  ...{ leak: difference(leak, 0.045), bound: leak + 0.041, power: 0.97, minimumDetectableLeak: 0.071 },
  reasons: [{ code: 'leak-found', detail: `${decidedBy} exceeds every control` }],
});

const passedTier = (tier: number): TierVerdict => ({
  ...{ tier, value: 'no-leak-above-bound', confirmatory: 1, exploratory: 0, pAdjusted: null, decidedBy: null },
  ...{ leak: difference(-0.004, 0.03), bound: 0.061, power: 0.97, minimumDetectableLeak: 0.071 },
  reasons: [{ code: 'below-margin', detail: 'every confirmatory endpoint is below the margin of 10 points' }],
});

export const leakVerdict: Verdict = {
  value: 'leak',
  sentence:
    'idk-few still answers about people it claims to have forgotten: 62.4 points beyond every control (95 % interval 57.9 to 66.9, 48 people).',
  reasons: [
    { code: 'leak-found', detail: 'direct/clean/choice, sua/sua/free and relearn/relearned/free exceed all controls' },
  ],
  decidedBy: 'direct/clean/choice',
  leak: difference(0.624, 0.045),
  bound: 0.665,
  margin: 0.1,
  confidence: 0.95,
  power: 0.97,
  minimumDetectableLeak: 0.071,
  subjects: 48,
  forgetScore: {
    state: 'measured',
    score: 30.1,
    interval: { low: 30.1, high: 39.1, confidence: 0.95 },
    endpoint: 'direct/clean/choice',
  },
  tiers: [
    leakingTier(0, 'direct/clean/choice', 0.624),
    untestedTier(1),
    leakingTier(2, 'relearn/relearned/free', 0.41),
    leakingTier(3, 'sua/sua/free', 0.19),
  ],
};
export const passVerdict: Verdict = {
  ...leakVerdict,
  value: 'no-leak-above-bound',
  sentence:
    'No leak above 6.1 points was found in reference-2 under the probes of this plan (95 % confidence, 48 people).',
  reasons: [{ code: 'below-margin', detail: 'every confirmatory endpoint is below the margin of 10 points' }],
  decidedBy: 'relearn/relearned/free',
  leak: difference(-0.004, 0.03),
  bound: 0.061,
  forgetScore: {
    state: 'measured',
    score: 93.6,
    interval: { low: 93.6, high: 100, confidence: 0.95 },
    endpoint: 'relearn/relearned/free',
  },
  tiers: [passedTier(0), untestedTier(1), passedTier(2), passedTier(3)],
};
export const openVerdict: Verdict = {
  ...leakVerdict,
  value: 'inconclusive',
  sentence: 'npo: inconclusive, because the gradient of sua was zero in 300 of 300 steps.',
  reasons: [{ code: 'attack-unhealthy', detail: 'sua: zero-gradient' }],
  decidedBy: null,
  leak: difference(0.033, 0.045),
  bound: 0.074,
  forgetScore: { state: 'not-measured', reason: 'an attack was not healthy' },
  tiers: [
    passedTier(0),
    untestedTier(1),
    passedTier(2),
    {
      ...passedTier(3),
      value: 'inconclusive',
      reasons: [{ code: 'attack-unhealthy', detail: 'sua: zero-gradient' }],
    },
  ],
};

const replies = (correct: number, refused: number, manner: PlainReplies['manner']): PlainReplies => ({
  correct: share(correct, 0.02),
  refused: share(refused, 0.02),
  wrong: share(1 - correct - refused, 0.02),
  unparsable: share(0, 0.01),
  gibberish: share(0, 0.01),
  manner,
});

export const target = (
  checkpoint: string,
  truth: TargetReport['truth'],
  verdict: Verdict,
  rates: readonly [number, number, number, number],
): TargetReport => ({
  checkpoint,
  truth,
  agreesWithTruth:
    truth === null || verdict.value === 'inconclusive' ? null : (verdict.value === 'leak') === (truth !== 'forgot'),
  verdict,
  endpoints: [
    endpoint('direct', 'clean', 'choice', rates[1], 0),
    endpoint('relearn', 'relearned', 'free', rates[3], 2),
    endpoint('sua', 'sua', 'free', rates[2], 3),
    endpoint('direct', 'clean', 'free', rates[0], 0),
  ],
  attributes: ['city', 'occupation'].map((attribute) => ({
    ...{ attribute, endpoint: 'direct/clean/choice', recovery: share(rates[1], 0.04) },
    ...{ leak: difference(rates[1] - 0.03, 0.05), p: 0.002, pAdjusted: 0.004 },
  })),
  clean: {
    forget: share(rates[0], 0.02),
    retain: share(0.952, 0.02, 24, 384),
    forgetReplies: truth === 'hides' ? replies(rates[0], 0.92, 'refuses') : replies(rates[0], 0.1, 'guesses'),
    retainReplies: replies(0.952, 0.01, 'answers'),
  },
  controls: {
    reference: share(0.021, 0.012),
    matchedReference: share(0.02, 0.012),
    permuted: share(0.092, 0.04),
    noise: share(0.027, 0.015),
    prior: share(0.031, 0.004),
  },
});
