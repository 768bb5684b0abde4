/** What is neither right nor refused nor unreadable. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const wrongAnswer = defineMetric({
  id: 'wrong-answer',
  version: 1,
  title: 'Wrong answer',
  goal: 'count the replies that name another value of the attribute, which is what guessing looks like',
  reference: 'docs/science.md §7.10',
  params: policyParameters('confidence'),
  carriedBy: ['report.targets[].clean.forgetReplies.wrong', 'report.targets[].clean.retainReplies.wrong'],
});
