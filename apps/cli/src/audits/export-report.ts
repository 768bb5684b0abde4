/** Writes the report of a stored audit where it is wanted. */
import type { Invocation } from '../commands/invocation.js';
import type { ExportOptions } from '../commands/report.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { writeFileAtomically } from '../state/atomic-file.js';
import { filer } from '../compliance/filed-report.js';
import { auditDesk } from './desk.js';

/** @throws AuditInputError or ProblemError when there is no such audit; what `filer` throws for its options */
export async function exportReport(id: string, invocation: Invocation<ExportOptions>): Promise<void> {
  const { format, output, json } = invocation.options;
  const filed = await filer(invocation);
  const content = await (await auditDesk(invocation)).export(id, invocation.options, filed);
  if (output === undefined) {
    process.stdout.write(content);
    return;
  }
  await writeFileAtomically(output, content);
  await emit(json, { audit: id, format, output }, () => output);
}
