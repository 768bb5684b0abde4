/** A part of the unparsable: what a damaged model says. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const gibberish = defineMetric({
  id: 'gibberish',
  version: 1,
  title: 'Gibberish',
  goal: 'count the unparsable replies that are empty, repeat themselves or have no words',
  reference: 'docs/science.md §7.10',
  params: policyParameters('confidence'),
  carriedBy: [
    'report.targets[].endpoints[].rates.gibberish',
    'report.targets[].clean.forgetReplies.gibberish',
    'report.targets[].clean.retainReplies.gibberish',
    'finding.answers.subjects[].gibberish',
  ],
});
