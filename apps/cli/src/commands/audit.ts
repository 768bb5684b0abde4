/** `palimpsest audit`. */
import type { Command } from 'commander';
import { parseSeeds, withSeed, withWorkers, type RunOptions, type WorkOptions } from './audit-options.js';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('Run plans, resume them, look at what was found.');
  addRun(audit);
  addResume(audit);
  addShow(audit);
  addList(audit);
  addCancel(audit);
  showExamples(audit, [
    ['palimpsest audit run plan.yaml', 'exit code 0: policy met, 100: leak, 101: inconclusive'],
    ['palimpsest audit list', 'what has been run'],
  ]);
}

function addRun(audit: Command): void {
  const command = audit
    .command('run')
    .description('Hash and store the plan, then run it. Killed at any moment, it goes on where it was.')
    .argument('<plan>', 'plan as YAML or JSON');
  command.option('--policy <file>', 'a policy of your own instead of a preset; palimpsest policy show prints one');
  command.option(
    '--timestamp <address>',
    'an authority (RFC 3161) that stamps the plan before the first result; its host has to be in PALIMPSEST_TIMESTAMP_HOSTS',
  );
  withSeed(withWorkers(command));
  showExamples(command, [
    ['palimpsest audit run plan.yaml', 'prints the verdict and where the report is'],
    ['palimpsest audit run plan.yaml --seed 1,2,3 --workers 2', 'three seeds, two processes'],
    ['palimpsest audit run plan.yaml --quiet --json verdict.json', 'in a pipeline'],
    ['palimpsest audit run plan.yaml --server https://audits.example.org', 'on a server; Ctrl-C stops watching only'],
  ]);
  command.addHelpText('after', planHelp);
  runs<RunOptions>(
    command,
    async ([file = ''], invocation) => {
      const { readPlan } = await import('../audits/read-plan.js');
      const { seed, policy } = invocation.options;
      const plan = await readPlan(file, { seeds: parseSeeds(seed), policy }); // typos are told before anything is loaded
      return (await import('../audits/run.js')).runPlan(plan, invocation);
    },
    anywhere,
  );
}

const anywhere = 'here-or-server';

const planHelp = `
A plan needs a name, a data set and checkpoints; the rest comes from its preset (palimpsest policy list):

  name: vendor-v2
  preset: standard
  dataset: customers
  checkpoints:
    - { name: vendor-v2, role: target }
    - { name: vendor-v1, role: original }
    - { name: retrained, role: reference }
    - { name: retrained-refusing, role: matched-reference }

Probes and their parameters: palimpsest plugins list`;

function addResume(audit: Command): void {
  const command = audit
    .command('resume')
    .description('Go on with an audit that was stopped or killed. The findings are the same as without the stop.')
    .argument('<audit>', 'its name, as audit list shows it');
  withWorkers(command);
  showExamples(command, [['palimpsest audit resume vendor-v2-0f3c91aa02de', 'finished units are not run again']]);
  runs<WorkOptions>(
    command,
    async ([id = ''], invocation) => (await import('../audits/run.js')).resumeStored(id, invocation),
    anywhere,
  );
}

function addShow(audit: Command): void {
  const command = audit
    .command('show')
    .description('A stored audit as text: verdicts, endpoints, what was not measured.')
    .argument('<audit>', 'its name, as audit list shows it');
  showExamples(command, [
    ['palimpsest audit show vendor-v2-0f3c91aa02de', 'the short form'],
    ['palimpsest audit show vendor-v2-0f3c91aa02de --json', 'the whole report model'],
  ]);
  runs(
    command,
    async ([id = ''], invocation) => (await import('../audits/show.js')).showAudit(id, invocation),
    anywhere,
  );
}

function addList(audit: Command): void {
  const command = audit.command('list').description('Stored audits, finished and unfinished.');
  showExamples(command, [['palimpsest audit list --json', 'for scripts']]);
  runs(command, async (_, invocation) => (await import('../audits/list.js')).listAudits(invocation), anywhere);
}

function addCancel(audit: Command): void {
  const command = audit
    .command('cancel')
    .description('Stop an audit on a server. Running steps end at their next save; resume goes on from there.')
    .argument('<audit>', 'its name, as audit list shows it');
  showExamples(command, [
    ['palimpsest audit cancel vendor-v2-0f3c91aa02de --server https://audits.example.org', 'what is finished stays'],
  ]);
  runs(
    command,
    async ([id = ''], invocation) => (await import('../audits/cancel.js')).cancelAudit(id, invocation),
    anywhere,
  );
}
