/** Compares stored audits and writes the result where and how it is wanted. */
import { extname } from 'node:path';
import { buildComparison, readAudit } from '@palimpsest/audit';
import type { Comparison } from '@palimpsest/contracts';
import type { CompareOptions, ComparisonFormat } from '../commands/compare.js';
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { writeFileAtomically } from '../state/atomic-file.js';
import { storedAudits } from '../state/stored-audits.js';
import { comparisonTables } from './comparison-tables.js';

const byEnding: Readonly<Record<string, ComparisonFormat>> = { '.json': 'json', '.csv': 'csv' };

/** @throws AuditInputError when the audits cannot be compared, or the baseline or endpoint is not among them */
export async function compareAudits(ids: readonly string[], invocation: Invocation<CompareOptions>): Promise<void> {
  const { baseline, by, format, output, json, state } = invocation.options;
  const ports = storedAudits(state);
  const audits = await Promise.all([...new Set(ids)].map((id) => readAudit(id, ports)));
  const comparison = buildComparison({ audits, catalog: ports.catalog, baseline, by });
  if (format === undefined && output === undefined) {
    await emit(json, comparison, () => comparisonTables(comparison));
    return;
  }
  const content = await written(comparison, format ?? byEnding[extname(output ?? '')] ?? 'html');
  if (output === undefined) {
    process.stdout.write(content);
    return;
  }
  await writeFileAtomically(output, content);
  await emit(json, comparison, () => output);
}

/** Charts and layout are loaded when they are needed. */
async function written(comparison: Comparison, format: ComparisonFormat): Promise<string> {
  if (format === 'json') return `${JSON.stringify(comparison, null, 2)}\n`;
  const { renderComparisonCsv, renderComparisonHtml } = await import('@palimpsest/report');
  return format === 'csv' ? renderComparisonCsv(comparison) : renderComparisonHtml(comparison);
}
