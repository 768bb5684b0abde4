/** Writes the report of a stored audit where it is wanted, in one form or in all. */
import { join } from 'node:path';
import { filer } from '../compliance/filed-report.js';
import type { Invocation } from '../commands/invocation.js';
import type { ExportOptions } from '../commands/report.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { writeFileAtomically } from '../state/atomic-file.js';
import { loggedText } from '../evidence/export-log.js';
import { auditDesk } from './desk.js';
import { filingFormats, reportFileNames, reportFormats, type ReportFormat } from './report-formats.js';

/**
 * @throws UsageError before the report is drawn, for options that do not go together; what `filer` throws for its own
 * @throws AuditInputError or ProblemError when there is no such audit
 */
export async function exportReport(id: string, invocation: Invocation<ExportOptions>): Promise<void> {
  const { options } = invocation;
  const { format, output, json, pictures = 'withhold', reproducible = false, locale, level, profile } = options;
  refuseContradictions(options);
  const filed = await filer(invocation);
  const [request] = options.request ?? [];
  const style = {
    ...{ reproducible, pictures, filed, profile, ...(request === undefined ? {} : { request }) },
    page: { ...(locale ? { locale } : {}), ...(level ? { level } : {}) },
  };
  const { forms, logged } = await (await auditDesk(invocation)).export(id, formatsOf(options), style);
  if (output === undefined) {
    for (const content of forms.values()) process.stdout.write(content);
    return;
  }
  const files: string[] = [];
  for (const [form, content] of forms) {
    const file = format === 'all' ? join(output, reportFileNames[form]) : output;
    await writeFileAtomically(file, content);
    files.push(file);
  }
  const written = { audit: id, format, pictures, output, ...(format === 'all' ? { files } : {}), logged };
  await emit(json, written, () => [...files, ...(logged ? [loggedText(logged)] : [])].join('\n'));
}

function formatsOf({ format, profile }: ExportOptions): readonly ReportFormat[] {
  if (format !== 'all') return [format];
  return profile === undefined ? reportFormats : [...reportFormats, ...filingFormats];
}

function refuseContradictions({ format, output, locale, level }: ExportOptions): void {
  if (format === 'all' && output === undefined)
    throw new UsageError('--format all writes several files: name a folder for them with -o');
  if (format === 'pdf' && output === undefined && process.stdout.isTTY)
    throw new UsageError('A terminal cannot show a PDF: name a file with -o, or send it to another program');
  if (!['html', 'pdf', 'all'].includes(format) && (locale ?? level) !== undefined)
    throw new UsageError(
      '--locale and --level are for what people read; leave them out, or take --format html or --format pdf',
    );
}
