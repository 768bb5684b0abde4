/** Every audit of the state folder, or of a project of a server. */
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { auditDesk, type ListedAudit } from './desk.js';

export async function listAudits(invocation: Invocation): Promise<void> {
  const { options } = invocation;
  const rows = await (await auditDesk(invocation)).list();
  const last = !options.server ? ['data set', 'targets'] : ['state'];
  await emit(options.json, rows, () =>
    rows.length === 0
      ? 'No audits yet. Run one with palimpsest audit run plan.yaml, or look at palimpsest demo'
      : columns([['audit', 'units', 'verdict', ...last], ...rows.map(cells)]),
  );
}

function cells({ audit, units, verdict, dataset, targets, state }: ListedAudit): readonly string[] {
  const last = state === undefined ? [dataset ?? '', (targets ?? []).join(', ')] : [state];
  const none = units.finished < units.planned ? 'unfinished' : 'no report yet'; // of audits whose report went elsewhere
  return [audit, `${units.finished}/${units.planned}`, verdict ?? none, ...last];
}
