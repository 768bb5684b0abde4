/** Everybody else is left out of every rate. */
import { defineMetric } from '@palimpsest/audit';
import { policyParameters } from './policy-parameters.js';

export const knownSubjects = defineMetric({
  id: 'known-subjects',
  version: 1,
  title: 'Known subjects',
  goal: 'list the people whose facts the original had, the only ones of whom something can be forgotten',
  reference: 'docs/science.md §4.0',
  params: policyParameters('knownThreshold'),
  carriedBy: ['finding.knowledge.known', 'report.scope.subjects.eligible'],
});
