/** `palimpsest compliance`. */
import type { Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export function addComplianceCommands(program: Command): void {
  const compliance = program
    .command('compliance')
    .description('Laws and standards that a report can be set beside: evidence for, not proof of, compliance.');
  const list = compliance.command('list').description('Profiles of jurisdictions, and the instruments they look at.');
  showExamples(list, [['palimpsest compliance list --json', 'for scripts']]);
  const show = compliance
    .command('show')
    .description('A profile or an instrument: what it asks, how far its wording was checked, what cannot be shown.')
    .argument('<id>');
  showExamples(show, [
    ['palimpsest compliance show eu', 'a profile'],
    ['palimpsest compliance show gdpr', 'an instrument'],
  ]);
  showExamples(compliance, [
    ['palimpsest compliance list', 'which there are'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --profile eu --format json', 'a report with its filing'],
  ]);
  runs(list, async (_, invocation) => (await import('../compliance/list.js')).listCompliance(invocation));
  runs(show, async ([id = ''], invocation) => (await import('../compliance/show.js')).showCompliance(id, invocation));
}
