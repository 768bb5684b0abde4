/** Every audit of the state folder. */
import { readAudit } from '@palimpsest/audit';
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { storedAudits, type StoredAudits } from '../state/stored-audits.js';
import { lastVerdict } from './stored-report.js';

interface ListedAudit {
  readonly audit: string;
  readonly dataset: string;
  readonly targets: readonly string[];
  readonly units: { readonly finished: number; readonly planned: number };
  /** Null while it is unfinished. */
  readonly verdict: string | null;
}

export async function listAudits({ options }: Invocation): Promise<void> {
  const ports = storedAudits(options.state);
  const ids = await ports.store.records.list();
  const rows = await Promise.all(ids.map((id) => listed(id, options.state, ports)));
  await emit(options.json, rows, () =>
    rows.length === 0
      ? 'No audits yet. Run one with palimpsest audit run plan.yaml, or look at palimpsest demo'
      : columns([['audit', 'units', 'verdict', 'data set', 'targets'], ...rows.map(cells)]),
  );
}

async function listed(audit: string, state: string, ports: StoredAudits): Promise<ListedAudit> {
  const { record, units } = await readAudit(audit, ports);
  const targets = record.checkpoints.filter(({ roles }) => roles.includes('target')).map(({ name }) => name);
  const isFinished = units.finished === units.planned;
  return {
    audit,
    dataset: record.dataset.id,
    targets,
    units,
    verdict: isFinished ? await lastVerdict(state, audit) : null,
  };
}

function cells({ audit, units, verdict, dataset, targets }: ListedAudit): readonly string[] {
  return [audit, `${units.finished}/${units.planned}`, verdict ?? 'unfinished', dataset, targets.join(', ')];
}
