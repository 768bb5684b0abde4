/** `palimpsest dataset`. */
import type { Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export interface ImportOptions {
  readonly name: string;
  readonly builtIn?: string;
}

export function addDatasetCommands(program: Command): void {
  const dataset = program.command('dataset').description('Import forget and retain sets that plans can use.');
  const add = dataset
    .command('import')
    .description('Check every row and picture and copy or send the whole. A broken source leaves nothing behind.')
    .argument('[source]', 'a .jsonl file of items with its pictures beside it, or a data set folder')
    .option('--built-in <name>', 'on a server: generated people instead of a source')
    .requiredOption('--name <name>', 'letters, digits, dots, dashes and underscores');
  showExamples(add, [
    ['palimpsest dataset import ./people/items.jsonl --name customers', 'pictures lie beside the file'],
    ['palimpsest dataset import ./people/items.jsonl --name customers --server https://audits.example.org', 'send it'],
  ]);
  const list = dataset.command('list').description('Imported and built-in data sets.');
  showExamples(list, [['palimpsest dataset list', 'what can be named in a plan']]);
  const show = dataset.command('show').description('One data set: splits, subjects, questions.').argument('<name>');
  showExamples(show, [['palimpsest dataset show people-published', 'the generated people']]);
  showExamples(dataset, [
    ['palimpsest dataset import ./people/items.jsonl --name customers', 'import'],
    ['palimpsest dataset show customers', 'how many people are on which side'],
  ]);
  runs<ImportOptions>(
    add,
    async ([source], invocation) => (await import('../datasets/import.js')).importData(source, invocation),
    anywhere,
  );
  runs(list, async (_, invocation) => (await import('../datasets/list.js')).listDatasets(invocation), anywhere);
  runs(
    show,
    async ([name = ''], invocation) => (await import('../datasets/show.js')).showDataset(name, invocation),
    anywhere,
  );
}

const anywhere = 'here-or-server';
