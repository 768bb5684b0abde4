/** Writes the report of a stored audit where it is wanted. */
import type { Invocation } from '../commands/invocation.js';
import type { ExportOptions } from '../commands/report.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { writeFileAtomically } from '../state/atomic-file.js';
import { auditDesk } from './desk.js';

/** @throws UsageError for a language or level of a machine's form; AuditInputError or ProblemError when there is no such audit */
export async function exportReport(id: string, invocation: Invocation<ExportOptions>): Promise<void> {
  const { format, output, json, locale, level } = invocation.options;
  if (format !== 'html' && (locale ?? level) !== undefined) {
    throw new UsageError('--locale and --level are for pages that people read; leave them out, or take --format html');
  }
  const content = await (await auditDesk(invocation)).export(id, invocation.options);
  if (output === undefined) {
    process.stdout.write(content);
    return;
  }
  await writeFileAtomically(output, content);
  await emit(json, { audit: id, format, output }, () => output);
}
