/** `palimpsest report`. */
import {
  reportLevels,
  reportLocales,
  reportPictures,
  type ReportLevel,
  type ReportLocale,
  type ReportPictures,
} from '@palimpsest/contracts';
import { Option, type Command } from 'commander';
import { filingFormats, reportFormats, type ReportFormat } from '../audits/report-formats.js';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export interface ExportOptions {
  readonly format: ReportFormat | 'all';
  /** With `all` a folder. */
  readonly output?: string;
  /** Of people; absent: withheld. */
  readonly pictures?: ReportPictures;
  readonly reproducible?: boolean;
  /** Of what people read; absent: English. */
  readonly locale?: ReportLocale;
  /** Of what people read; absent: everything. */
  readonly level?: ReportLevel;
  /** Sets the report beside the norms of a jurisdiction. */
  readonly profile?: string;
  readonly view?: string;
  /** Targets that the filing speaks about. */
  readonly of?: readonly string[];
  /** Ids of requests to be erased. */
  readonly request?: readonly string[];
}

export function addReportCommands(program: Command): void {
  const report = program.command('report').description('Reports of stored audits.');
  const command = report
    .command('export')
    .description(
      'Write a report to a file or to standard output: one HTML file that opens from disk, PDF, JSON, a row per endpoint as CSV, JUnit XML for build servers, SARIF, CycloneDX with claims and evidence, or, with a profile, a row per legal requirement as CSV; or all of them into a folder.',
    )
    .argument('<audit>', 'its name, as audit list shows it')
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices([...reportFormats, ...filingFormats, 'all'])
        .default('html'),
    )
    .option('-o, --output <file>', 'file to write, a folder with all; standard output unless given')
    .addOption(new Option('--locale <locale>', 'language of page and PDF; en unless given').choices(reportLocales))
    .addOption(
      new Option('--level <level>', 'how much page and PDF say: one page for whoever decides, or all').choices(
        reportLevels,
      ),
    )
    .addOption(
      new Option(
        '--pictures <how>',
        'of people: not at all, as coarse colours, or as they are, marked and logged; withhold unless given',
      ).choices(reportPictures),
    )
    .option('--reproducible', 'without clock and timings: the same findings give the same bytes')
    .option('--profile <id>', 'set it beside the norms of a jurisdiction: palimpsest compliance list')
    .option('--view <id>', 'which reading of the law, where a profile has several, such as hamburg')
    .option('--of <checkpoint...>', 'targets that the filing speaks about; all unless given')
    .option('--request <id...>', 'requests to be erased that the filing answers to');
  showExamples(command, [
    ['palimpsest report export vendor-v2-0f3c91aa02de -o report.html', 'to hand over'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --format pdf -o report.pdf', 'to print, or for a file'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --format all -o vendor-v2', 'every form, into a folder'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --level summary --locale de -o kurz.html', 'for whoever decides'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --pictures show -o people.html', 'for those who may see people'],
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
