/** `palimpsest report`. */
import { reportLevels, reportLocales, type ReportLevel, type ReportLocale } from '@palimpsest/contracts';
import { Option, type Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

const formats = ['html', 'json', 'csv', 'junit', 'sarif', 'cyclonedx', 'crosswalk-csv'] as const;
export type ReportFormat = (typeof formats)[number];

export interface ExportOptions {
  readonly format: ReportFormat;
  readonly output?: string;
  readonly reproducible?: boolean;
  /** Sets the report beside the norms of a jurisdiction. */
  readonly profile?: string;
  readonly view?: string;
  /** Targets that the filing speaks about. */
  readonly of?: readonly string[];
  /** Ids of requests to be erased. */
  readonly request?: readonly string[];
  /** Of the page; absent: English. */
  readonly locale?: ReportLocale;
  /** Of the page; absent: everything. */
  readonly level?: ReportLevel;
}

export function addReportCommands(program: Command): void {
  const report = program.command('report').description('Reports of stored audits.');
  const command = report
    .command('export')
    .description(
      'Write a report to a file or to standard output: one HTML file that opens from disk, JSON, a row per endpoint as CSV, JUnit XML for build servers, SARIF, CycloneDX with claims and evidence, or, with a profile, a row per legal requirement as CSV.',
    )
    .argument('<audit>', 'its name, as audit list shows it')
    .addOption(new Option('--format <format>', 'what to write').choices(formats).default('html'))
    .option('-o, --output <file>', 'file to write; standard output unless given')
    .addOption(new Option('--locale <locale>', 'language of the HTML page; en unless given').choices(reportLocales))
    .addOption(
      new Option('--level <level>', 'how much the HTML page says: one page for whoever decides, or all').choices(
        reportLevels,
      ),
    )
    .option('--reproducible', 'without clock and timings: the same findings give the same bytes')
    .option('--profile <id>', 'set it beside the norms of a jurisdiction: palimpsest compliance list')
    .option('--view <id>', 'which reading of the law, where a profile has several, such as hamburg')
    .option('--of <checkpoint...>', 'targets that the filing speaks about; all unless given')
    .option('--request <id...>', 'requests to be erased that the filing answers to');
  showExamples(command, [
    ['palimpsest report export vendor-v2-0f3c91aa02de -o report.html', 'to hand over'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --level summary --locale de -o kurz.html', 'for whoever decides'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --format junit -o palimpsest.xml', 'for a build server'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --format json --reproducible', 'to compare byte by byte'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --format crosswalk-csv --profile eu --request r-17', 'to file'],
  ]);
  showExamples(report, [['palimpsest report export vendor-v2-0f3c91aa02de -o report.html', 'to hand over']]);
  runs<ExportOptions>(
    command,
    async ([id = ''], invocation) => (await import('../audits/export-report.js')).exportReport(id, invocation),
    'here-or-server',
  );
}
