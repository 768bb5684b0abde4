/** `palimpsest project`. */
import type { Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export interface ProjectOptions {
  readonly title?: string;
}

export function addProjectCommands(program: Command): void {
  const project = program
    .command('project')
    .description('Projects of a server: what belongs to one is seen from no other.');
  const add = project
    .command('add')
    .description('Make a project. Only administrators of the whole installation can.')
    .argument('<id>', 'letters, digits, dots, dashes and underscores; what --project names')
    .option('--title <title>', 'for people; the id unless given');
  showExamples(add, [
    [
      'palimpsest project add acme --title "ACME vendor models" --server https://audits.example.org',
      'then --project acme',
    ],
  ]);
  const list = project.command('list').description('The projects that your key opens.');
  showExamples(list, [
    ['palimpsest project list --server https://audits.example.org', 'what --project can name'],
    ['palimpsest project list --json --server https://audits.example.org', 'for scripts'],
  ]);
  showExamples(project, [
    ['palimpsest project add acme --server https://audits.example.org', 'make one'],
    ['palimpsest project list --server https://audits.example.org', 'what --project can name'],
  ]);
  runs<ProjectOptions>(
    add,
    async ([id = ''], invocation) => (await import('../projects/add.js')).addProject(id, invocation),
    onServer,
  );
  runs(list, async (_, invocation) => (await import('../projects/list.js')).listProjects(invocation), onServer);
}

/** The work asks for a server itself; on this machine there are no projects. */
const onServer = 'here-or-server';
