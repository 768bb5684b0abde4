/** The comparison as tables. */
import pc from 'picocolors';
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { intervalText } from '../output/words.js';
import { storedAudits } from '../state/stored-audits.js';
import { contestantsOf } from './contestants.js';
import { compareContestants, type ComparedEndpoint, type ComparedRow } from './paired-comparison.js';

export async function compareAudits(audits: readonly string[], { options }: Invocation): Promise<void> {
  const contestants = await contestantsOf(audits, storedAudits(options.state));
  const endpoints = compareContestants(contestants);
  const [first] = contestants;
  const data = {
    first: first?.label,
    contestants: contestants.map(({ label, audit, checkpoint }) => ({ label, audit, checkpoint })),
    endpoints,
  };
  await emit(options.json, data, () => endpoints.map(textOf).join('\n\n'));
}

function textOf({ endpoint, rows }: ComparedEndpoint): string {
  const heading = [pc.bold(endpoint), 'recovery', `difference from ${rows[0]?.label ?? ''}`, 'p (Holm)'];
  return columns([heading, ...rows.map(cells)]);
}

function cells({ label, recovery, difference, pAdjusted }: ComparedRow): readonly string[] {
  const gap = difference?.state === 'not-measured' ? difference.reason : difference ? intervalText(difference) : '';
  return [`  ${label}`, intervalText(recovery), gap, pAdjusted === null ? '' : pAdjusted.toPrecision(2)];
}
