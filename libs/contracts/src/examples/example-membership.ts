/** Invented membership inference: one score that tells people apart, and too few people outside for the lower rate. */
import type { MembershipRow } from '../membership.js';
import { missing, share } from './example-metrics.js';

const row = (checkpoint: string, role: MembershipRow['role'], area: number, found: number): MembershipRow => ({
  checkpoint,
  role,
  probe: 'membership',
  variant: 'loss',
  area: share(area, 0.03),
  outside: 160,
  rates: [
    { falsePositiveRate: 0.01, truePositiveRate: share(found, 0.11, 48, 48) },
    {
      falsePositiveRate: 0.001,
      truePositiveRate: missing(
        'a false-positive rate of 0.1 % cannot be told from 0 with 160 people outside: 1000 are needed',
      ),
    },
  ],
});

export const membershipExample: MembershipRow[] = [
  row('idk-few', 'target', 0.917, 0.438),
  row('reference', 'reference', 0.557, 0.021),
];
