/** Invented published metrics of two targets against two references. */
import type { ErasureDepth, ReferenceMetrics } from '../reference-metrics.js';
import { difference, missing, share } from './example-metrics.js';

const ks = (p: number, distance: number, n: number) => ({ state: 'measured', p, distance, n, references: n }) as const;

const row = (
  checkpoint: string,
  truthRatio: number,
  utility: number,
  klom: number,
  leak: number,
): ReferenceMetrics => ({
  checkpoint,
  truthRatio: {
    value: share(truthRatio, 0.03),
    ofReferences: [
      { reference: 'reference', value: share(0.517, 0.03) },
      { reference: 'reference-refusing', value: share(0.523, 0.03) },
    ],
  },
  modelUtility: {
    value: share(utility, 0.02, 24, 384),
    ofReferences: [
      { reference: 'reference', value: share(0.941, 0.02, 24, 384) },
      { reference: 'reference-refusing', value: share(0.936, 0.02, 24, 384) },
    ],
  },
  klom: {
    value: difference(klom, 0.2),
    ofReferences: [
      { reference: 'reference', value: missing('how much retrained models vary takes two references or more') },
      {
        reference: 'reference-refusing',
        value: missing('how much retrained models vary takes two references or more'),
      },
    ],
  },
  against: [
    {
      reference: 'reference',
      role: 'reference',
      forgetQuality: {
        questions: ks(0.00041, 0.226, 384),
        people: ks(0.0137, 0.312, 48),
        ofReferences: [
          { reference: 'reference-refusing', questions: ks(0.417, 0.064, 384), people: ks(0.735, 0.125, 48) },
        ],
      },
      privacyLeak: {
        value: difference(leak, 4.2),
        ofReferences: [{ reference: 'reference-refusing', value: difference(1.37, 3.9) }],
      },
    },
    {
      reference: 'reference-refusing',
      role: 'matched-reference',
      forgetQuality: {
        questions: ks(0.00036, 0.229, 384),
        people: { state: 'not-measured', reason: 'an empty group' },
        ofReferences: [],
      },
      privacyLeak: {
        value: missing('membership by Min-K% was not examined on both checkpoints'),
        ofReferences: [],
      },
    },
  ],
});

const depth: ErasureDepth = {
  value: share(0.612, 0.08, 48, 48),
  ofReferences: [
    { reference: 'reference', value: share(0.987, 0.013, 48, 48) },
    {
      reference: 'reference-refusing',
      value: missing('behind no layer is more read of the original than of references'),
    },
  ],
  layers: [
    { layer: 1, original: 0.082, references: 0.047, target: 0.082, erased: null },
    { layer: 2, original: 0.761, references: 0.053, target: 0.328, erased: 0.612 },
  ],
};

export const referencesExample: ReferenceMetrics[] = [
  { ...row('idk-few', 0.191, 0.928, 6.83, -71.6), depth },
  row('npo', 0.403, 0.897, 2.91, -18.4),
];
