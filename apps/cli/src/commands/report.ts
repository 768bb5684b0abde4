/** `palimpsest report`. */
import { Option, type Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export const reportFormats = ['html', 'pdf', 'json', 'csv', 'junit', 'sarif'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface ExportOptions {
  readonly format: ReportFormat | 'all';
  /** With `all` a folder. */
  readonly output?: string;
  readonly reproducible?: boolean;
}

export function addReportCommands(program: Command): void {
  const report = program.command('report').description('Reports of stored audits.');
  const command = report
    .command('export')
    .description(
      'Write a report to a file or to standard output: one HTML file that opens from disk, PDF, JSON, a row per endpoint as CSV, JUnit XML for build servers, or SARIF; or all of them into a folder.',
    )
    .argument('<audit>', 'its name, as audit list shows it')
    .addOption(new Option('--format <format>', 'what to write').choices([...reportFormats, 'all']).default('html'))
    .option('-o, --output <file>', 'file to write, a folder with all; standard output unless given')
    .option('--reproducible', 'without clock and timings: the same findings give the same bytes');
  showExamples(command, [
    ['palimpsest report export vendor-v2-0f3c91aa02de -o report.html', 'to hand over'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --format pdf -o report.pdf', 'to print, or for a file'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --format all -o vendor-v2', 'every form, into a folder'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --format junit -o palimpsest.xml', 'for a build server'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --format json --reproducible', 'to compare byte by byte'],
  ]);
  showExamples(report, [['palimpsest report export vendor-v2-0f3c91aa02de -o report.html', 'to hand over']]);
  runs<ExportOptions>(
    command,
    async ([id = ''], invocation) => (await import('../audits/export-report.js')).exportReport(id, invocation),
    'here-or-server',
  );
}
