/** `palimpsest policy`. */
import type { Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export function addPolicyCommands(program: Command): void {
  const policy = program
    .command('policy')
    .description('What an audit tries and how its numbers become a verdict: versioned, built in or your own.');
  const list = policy.command('list').description('The built-in policies, with the time each took when it was timed.');
  showExamples(list, [['palimpsest policy list --json', 'whole, for scripts']]);
  const show = policy.command('show').description('A built-in policy as YAML.').argument('<name>');
  showExamples(show, [['palimpsest policy show standard > ours.yaml', 'the beginning of a policy of your own']]);
  showExamples(policy, [
    ['palimpsest policy list', 'which there are and what they cost'],
    ['palimpsest audit run plan.yaml --policy ours.yaml', 'by a policy of your own'],
  ]);
  runs(list, async (_, invocation) => (await import('../policies/list.js')).listPolicies(invocation));
  runs(show, async ([name = ''], invocation) => (await import('../policies/show.js')).showPolicy(name, invocation));
}
