/** `palimpsest plugins`. */
import type { Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export function addPluginCommands(program: Command): void {
  const plugins = program
    .command('plugins')
    .description('Probes, detectors and defenses that a plan can name, and the metrics of a report.');
  const list = plugins.command('list').description('Everything in the catalogue.');
  showExamples(list, [['palimpsest plugins list --json', 'with the schemas of their parameters']]);
  const show = plugins
    .command('show')
    .description('One plug-in or metric: what it does, what it needs, its parameters.')
    .argument('<id>');
  showExamples(show, [
    ['palimpsest plugins show sua', 'parameters with their defaults'],
    ['palimpsest plugins show leak', 'what a number of the report means, and which settings of the policy change it'],
  ]);
  showExamples(plugins, [
    ['palimpsest plugins list', 'what there is'],
    ['palimpsest plugins show sua', 'parameters with their defaults'],
  ]);
  runs(list, async (_, invocation) => (await import('../plugins/list.js')).listPlugins(invocation), anywhere);
  runs(
    show,
    async ([id = ''], invocation) => (await import('../plugins/show.js')).showPlugin(id, invocation),
    anywhere,
  );
}

const anywhere = 'here-or-server';
