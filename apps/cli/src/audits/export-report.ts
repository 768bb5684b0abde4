/** Writes the report of a stored audit where it is wanted. */
import type { Invocation } from '../commands/invocation.js';
import type { ExportOptions } from '../commands/report.js';
import { emit } from '../output/output.js';
import { writeFileAtomically } from '../state/atomic-file.js';
import { auditDesk } from './desk.js';

/** @throws AuditInputError or ProblemError when there is no such audit */
export async function exportReport(id: string, invocation: Invocation<ExportOptions>): Promise<void> {
  const { format, output, json } = invocation.options;
  const content = await (await auditDesk(invocation)).export(id, invocation.options);
  if (output === undefined) {
    process.stdout.write(content);
    return;
  }
  await writeFileAtomically(output, content);
  await emit(json, { audit: id, format, output }, () => output);
}
