/**
 * A policy: what an audit tries and how its numbers become a verdict, apart from whom it is about. The built-in ones
 * are libs/contracts/policies/*.yaml; people write their own in the same form. A changed policy gets a new version.
 */
import { z } from 'zod';
import { planInput, policy, scoring, controls } from '../plan.js';
import { slug } from '../primitives.js';

const { seeds, folds, validation, probes, detectors, defenses } = planInput.shape;

/** How long it takes, so that people know what they are in for. */
const measured = z.strictObject({
  seconds: z.number().positive(),
  checkpoint: z.string().describe('what was audited, with which controls'),
  cores: z.int().positive(),
  how: z
    .enum(['timed', 'added-up'])
    .default('timed')
    .describe('timed: it ran so long; added-up: from what units of its kinds took on their own'),
  on: z.iso.date(),
});

export const policyFile = z
  .strictObject({
    schema: z.literal('palimpsest.policy/1'),
    name: slug,
    version: z.int().positive(),
    about: z.string().min(1).describe('one line: what it is for'),
    measured: measured.nullable().describe('null: nobody knows yet'),
    seeds: seeds.unwrap(),
    folds: folds.unwrap(),
    validation: validation.unwrap(),
    scoring,
    probes: probes.unwrap(),
    detectors: detectors.unwrap(),
    defenses: defenses.unwrap(),
    controls,
    verdict: policy,
  })
  .meta({ id: 'PolicyFile' });
export type PolicyFile = z.infer<typeof policyFile>;
