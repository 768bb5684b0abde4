/** Writes the report of a stored audit where it is wanted, in one form or in all. */
import { join } from 'node:path';
import type { Invocation } from '../commands/invocation.js';
import { reportFormats, type ExportOptions, type ReportFormat } from '../commands/report.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { writeFileAtomically } from '../state/atomic-file.js';
import { auditDesk } from './desk.js';

/** How a form's file is called in a folder. */
export const reportFileNames: Readonly<Record<ReportFormat, string>> = {
  html: 'report.html',
  pdf: 'report.pdf',
  json: 'report.json',
  csv: 'report.csv',
  junit: 'report.junit.xml',
  sarif: 'report.sarif',
};

/**
 * @throws UsageError before the report is drawn, when it has nowhere to go
 * @throws AuditInputError or ProblemError when there is no such audit
 */
export async function exportReport(id: string, invocation: Invocation<ExportOptions>): Promise<void> {
  const { format, output, json, reproducible = false } = invocation.options;
  if (format === 'all' && output === undefined)
    throw new UsageError('--format all writes several files: name a folder for them with -o');
  if (format === 'pdf' && output === undefined && process.stdout.isTTY)
    throw new UsageError('A terminal cannot show a PDF: name a file with -o, or send it to another program');
  const wanted = format === 'all' ? reportFormats : [format];
  const forms = await (await auditDesk(invocation)).export(id, wanted, { reproducible });
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
  await emit(json, { audit: id, format, output, ...(format === 'all' ? { files } : {}) }, () => files.join('\n'));
}
