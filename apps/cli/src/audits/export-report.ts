/** Writes the report of a stored audit where it is wanted. */
import type { Invocation } from '../commands/invocation.js';
import type { ExportOptions } from '../commands/report.js';
import { emit } from '../output/output.js';
import { writeFileAtomically } from '../state/atomic-file.js';
import { storedAudits } from '../state/stored-audits.js';
import { reportHtml, reportJson, storedReport } from './stored-report.js';

/** @throws AuditInputError when there is no such audit */
export async function exportReport(id: string, { options }: Invocation<ExportOptions>): Promise<void> {
  const ports = storedAudits(options.state);
  const { format, output, reproducible } = options;
  const report = await storedReport(id, ports, reproducible ? null : new Date());
  const content = format === 'json' ? reportJson(report) : await reportHtml(report, ports);
  if (output === undefined) {
    process.stdout.write(content);
    return;
  }
  await writeFileAtomically(output, content);
  await emit(options.json, { audit: id, format, output }, () => output);
}
