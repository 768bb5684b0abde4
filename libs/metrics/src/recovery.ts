/**
 * The number that everything else is made of: how much of what was to be forgotten comes out. Each person has one
 * rate; the interval is over people (libs/stats, clusteredMean).
 */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const recovery = defineMetric({
  id: 'recovery',
  version: 1,
  title: 'Recovery',
  goal: 'count the answers that name the true value and no other, as a mean over people',
  reference: 'docs/science.md §7.1, §7.10',
  params: policyParameters('confidence'),
  carriedBy: [
    'report.targets[].endpoints[].target',
    'report.targets[].attributes[].recovery',
    'report.targets[].endpoints[].original',
    'report.targets[].endpoints[].permuted',
    'report.targets[].endpoints[].train',
    'report.targets[].endpoints[].seeds[].recovery',
    'report.targets[].endpoints[].comparisons[].recovery',
    'report.targets[].clean.forget',
    'report.targets[].clean.retain',
    'report.targets[].clean.forgetReplies.correct',
    'report.targets[].clean.retainReplies.correct',
    'report.targets[].controls.reference',
    'report.targets[].controls.matchedReference',
    'report.targets[].controls.permuted',
    'report.targets[].controls.noise',
    'report.targets[].controls.prior',
    'report.recovery[].pre',
    'report.recovery[].post',
    'report.utility[].accuracy',
    'report.defenses[].withoutDefense',
    'report.defenses[].withDefense',
    'report.defenses[].cleanRetainWithout',
    'report.defenses[].cleanRetainWith',
    'report.subjects[].endpoints[].correct',
    'finding.answers.subjects[].correct',
  ],
});
