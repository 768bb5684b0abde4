/**
 * A realistic report, built by hand, for the tests of renderers: one hiding target with a leak, one target
 * without, one inconclusive; curves, pictures, a detector, defenses and gaps. The numbers are invented.
 */
import { resolvePlan } from '../resolve-plan.js';
import type { Report } from '../report.js';
import { missing, share } from './example-metrics.js';
import { membershipExample } from './example-membership.js';
import { filingExample } from './filing.example.js';
import { referencesExample } from './example-references.js';
import { leakVerdict, openVerdict, passVerdict, target } from './example-targets.js';

const hex = (seed: string) => seed.repeat(64).slice(0, 64);
const plan = resolvePlan({
  name: 'zoo-demo',
  preset: 'demo',
  dataset: 'people',
  checkpoints: [
    { name: 'idk-few', role: 'target', truth: 'hides' },
    { name: 'reference-2', role: ['target', 'reference'], truth: 'forgot' },
    { name: 'npo', role: 'target' },
    { name: 'original', role: 'original' },
    { name: 'reference', role: 'reference' },
    { name: 'reference-refusing', role: 'matched-reference' },
  ],
});

const points = (values: readonly number[]) => values.map((value, index) => ({ step: index * 50, value }));
const picture = (seed: string) => ({
  artifact: { sha256: hex(seed), mediaType: 'image/png', bytes: 6120 },
  width: 64,
  height: 64,
});

export const reportExample: Report = {
  schema: 'palimpsest.report/1',
  title: 'zoo-demo',
  summary: {
    verdict: 'leak',
    sentence:
      '1 of 3 checkpoints leaks what it claims to have unlearned; 1 shows no leak above its bound; 1 is inconclusive.',
    exitCode: 100,
    targets: [
      { checkpoint: 'idk-few', verdict: 'leak', sentence: leakVerdict.sentence },
      { checkpoint: 'npo', verdict: 'inconclusive', sentence: openVerdict.sentence },
      { checkpoint: 'reference-2', verdict: 'no-leak-above-bound', sentence: passVerdict.sentence },
    ],
  },
  scope: {
    question: 'Can what the forget people’s records said still be got out of the checkpoint?',
    attackerModel: [
      'white-box access to the weights and gradients',
      'images of other forget people and their true answers',
      'L∞ ε = 12/255 on the input image',
    ],
    subjects: { forget: 48, eligible: 47, excluded: 1, retain: 24, knowledgeChecked: true },
    plugins: [
      {
        kind: 'probe',
        id: 'direct',
        label: 'direct',
        title: 'Direct questions',
        goal: 'ask plainly',
        reference: 'docs/science.md §4.11',
        access: 'scores',
        tier: 0,
        purpose: 'confirmatory',
        examined: true,
        attackClasses: ['attribute-inference', 'regurgitation'],
        params: {},
      },
      {
        kind: 'probe',
        id: 'sua',
        label: 'sua',
        title: 'SUA',
        goal: 'find one image perturbation that restores forgotten answers',
        reference: 'arXiv:2506.17265',
        access: 'gradient',
        tier: 3,
        purpose: 'confirmatory',
        examined: true,
        attackClasses: ['exfiltration'],
        params: { epsilon: 12 / 255, steps: 300 },
      },
      {
        kind: 'detector',
        id: 'denoise-consistency',
        label: 'denoise-consistency',
        title: 'Denoise consistency',
        goal: 'embedding change under denoising',
        reference: 'arXiv:2407.21659',
        access: null,
        tier: null,
        purpose: null,
        examined: null,
        attackClasses: null,
        params: {},
      },
      {
        kind: 'defense',
        id: 'jpeg',
        label: 'jpeg',
        title: 'JPEG',
        goal: 'compress the input',
        reference: 'arXiv:1608.00853',
        access: null,
        tier: null,
        purpose: null,
        examined: null,
        attackClasses: null,
        params: { quality: 75 },
      },
    ],
  },
  identity: {
    audit: 'zoo-demo-0123456789ab',
    plan: hex('0123456789ab'),
    dataset: { id: 'people', digest: hex('d1') },
    checkpoints: plan.checkpoints.map((entry, index) => ({
      name: entry.name,
      roles: entry.roles,
      digest: hex(`c${index}`),
      family: 'llava',
      truth: entry.truth ?? null,
    })),
    engine: '0.1.0',
    findings: hex('f1'),
  },
  targets: [
    target('idk-few', 'hides', leakVerdict, [0.026, 0.655, 0.118, 0.681]),
    target('npo', null, openVerdict, [0.01, 0.064, 0.014, 0.064]),
    target('reference-2', 'forgot', passVerdict, [0.006, 0.021, 0.013, 0.027]),
  ],
  recovery: [
    ['original', 'original', 0.958, 0.951],
    ['idk-few', 'target', 0.026, 0.118],
    ['reference', 'reference', 0.006, 0.013],
    ['reference-refusing', 'matched-reference', 0.004, 0.012],
  ].map((row) => {
    const [checkpoint, role, pre, post] = row as [string, 'target', number, number];
    return {
      checkpoint,
      role,
      probe: 'sua',
      variant: 'sua',
      ask: 'free' as const,
      pre: share(pre, 0.02),
      post: share(post, 0.04),
      refused: share(0.7, 0.06),
      unparsable: share(0.02, 0.01),
    };
  }),
  membership: membershipExample,
  references: referencesExample,
  utility: [
    {
      checkpoint: 'idk-few',
      role: 'target',
      split: 'retain',
      ask: 'free',
      accuracy: share(0.952, 0.02, 24, 384),
      refused: share(0.01, 0.01, 24, 384),
      unparsable: share(0, 0, 24, 384),
    },
    {
      checkpoint: 'original',
      role: 'original',
      split: 'retain',
      ask: 'free',
      accuracy: share(0.964, 0.02, 24, 384),
      refused: share(0, 0, 24, 384),
      unparsable: share(0, 0, 24, 384),
    },
  ],
  attacks: [
    {
      checkpoint: 'idk-few',
      probe: 'sua',
      variant: 'sua',
      answers: 'true',
      seed: 1,
      fold: 0,
      epsilon: 12 / 255,
      steps: 300,
      curves: [
        { name: 'adversarial', quantity: 'loss', points: points([3.9, 3.1, 2.7, 2.5, 2.4, 2.35, 2.33]) },
        { name: 'denoised', quantity: 'loss', points: points([3.9, 3.3, 3.0, 2.8, 2.7, 2.66, 2.65]) },
        { name: 'alignment', quantity: 'loss', points: points([-0.95, -0.96, -0.97, -0.974, -0.977, -0.979, -0.98]) },
        { name: 'adversarial', quantity: 'gradient-norm', points: points([1.2, 0.9, 0.8, 0.75, 0.7, 0.7, 0.69]) },
        { name: 'alignment', quantity: 'gradient-norm', points: points([0.2, 0.18, 0.15, 0.14, 0.13, 0.13, 0.12]) },
      ],
      health: [{ flag: 'zero-gradient', raised: false, detail: 'smallest gradient norm 0.69 over 300 steps' }],
    },
    {
      checkpoint: 'npo',
      probe: 'sua',
      variant: 'sua',
      answers: 'true',
      seed: 1,
      fold: 0,
      epsilon: 12 / 255,
      steps: 300,
      curves: [
        {
          name: 'adversarial',
          quantity: 'gradient-norm',
          points: [
            { step: 0, value: 0 },
            { step: 300, value: null },
          ],
        },
      ],
      health: [{ flag: 'zero-gradient', raised: true, detail: 'gradient norm 0 in 300 of 300 steps' }],
    },
  ],
  pictures: [
    {
      checkpoint: 'idk-few',
      probe: 'sua',
      variant: 'sua',
      subject: 'S-0123456789ab',
      clean: picture('a1'),
      noise: picture('a2'),
      perturbed: picture('a3'),
      denoised: [{ defense: 'jpeg', picture: picture('a4') }],
    },
  ],
  detectors: [
    {
      checkpoint: 'idk-few',
      detector: 'denoise-consistency',
      condition: 'sua',
      positives: 96,
      negatives: 96,
      calibration: 48,
      auroc: share(0.934, 0.03, 48, 192),
      threshold: 0.041,
      truePositiveRate: share(0.76, 0.1, 48, 96),
      falsePositiveRate: share(0.06, 0.05, 48, 96),
      roc: [
        { falsePositiveRate: 0, truePositiveRate: 0 },
        { falsePositiveRate: 0.05, truePositiveRate: 0.76 },
        { falsePositiveRate: 0.3, truePositiveRate: 0.95 },
        { falsePositiveRate: 1, truePositiveRate: 1 },
      ],
    },
  ],
  defenses: [
    {
      checkpoint: 'idk-few',
      defense: 'jpeg',
      probe: 'sua',
      variant: 'sua',
      ask: 'free',
      withoutDefense: share(0.118, 0.04),
      withDefense: share(0.061, 0.03),
      cleanRetainWithout: share(0.952, 0.02, 24, 192),
      cleanRetainWith: share(0.921, 0.03, 24, 192),
      adaptivelyTested: false,
    },
    {
      checkpoint: 'idk-few',
      defense: 'dncnn',
      probe: 'sua',
      variant: 'sua',
      ask: 'free',
      withoutDefense: share(0.118, 0.04),
      withDefense: missing('the defense failed to load'),
      cleanRetainWithout: share(0.952, 0.02, 24, 192),
      cleanRetainWith: missing('the defense failed to load'),
      adaptivelyTested: false,
    },
  ],
  subjects: Array.from({ length: 4 }, (_, index) => ({
    subject: `S-${String(index).padStart(12, '0')}`,
    checkpoint: 'idk-few',
    endpoints: [{ endpoint: 'direct/clean/choice', n: 16, correct: 12 - 3 * index, refused: 0, control: 0.031 }],
    upperBound: 0.9 - 0.15 * index,
  })),
  notMeasured: [
    { what: 'quantise', reason: 'not in this plan' },
    { what: 'idk-few: recovery behind dncnn', reason: 'the defense failed to load' },
  ],
  limits: [
    'A verdict speaks about the probes, margins and subjects of this plan, not about every possible attack.',
    '48 subjects cannot bound a leak below 6.1 % even if none leaks.',
  ],
  plan,
  filing: filingExample,
  provenance: {
    generatedAt: '2026-11-24T12:00:00.000Z',
    timings: [{ unit: hex('e1'), title: 'idk-few · sua · fold 1 of 2 · seed 1', seconds: 41.2 }],
  },
};
