/**
 * Where an audit stands, told from what is stored alone. First comes what the original knew, because that
 * decides who may be trained on and scored; then every probe unit, in any order, in any process. Whoever runs
 * an audit, moves it on or shows it reads it here, so nothing has to remember how far it got.
 */
import type { Finding } from '@palimpsest/contracts';
import type { FindingStore } from '../ports/audit-store.js';
import type { UnitPorts } from '../ports/ports.js';
import type { AuditRecord, WorkUnit } from '../ports/work.js';
import { dataUnit } from './data-finding.js';
import { knowledgeUnit, probeUnits } from './plan-units.js';

export type AuditPhase = 'knowledge' | 'probes' | 'complete';

/** Findings are null while the unit has not finished. */
export interface UnitStanding {
  readonly unit: WorkUnit;
  readonly findings: readonly Finding[] | null;
}

export interface Standing {
  readonly phase: AuditPhase;
  /** Empty until the audit is prepared. */
  readonly data: readonly Finding[];
  /** In the order of the plan. Until it is known whom the original knew, as if it had known everyone. */
  readonly units: readonly UnitStanding[];
}

/** Where the findings of an audit are looked up, and nothing else of a store. */
interface Lookup {
  readonly store: { readonly findings: Pick<FindingStore, 'get'> };
  readonly catalog: UnitPorts['catalog'];
}

export async function standingOf(record: AuditRecord, { store, catalog }: Lookup): Promise<Standing> {
  const stored = (unit: string) => store.findings.get(record.id, unit);
  const data = (await stored(dataUnit(record))) ?? [];
  const forget = data.flatMap((row) => (row.kind === 'data' ? row.forget : []));
  const first = knowledgeUnit(record, forget);
  const knowledge = first ? await stored(first.key) : [];
  const eligible = knowledge?.find((row) => row.kind === 'knowledge')?.known ?? forget;
  const isEnough = eligible.length >= 2 * record.plan.folds;
  const probes: UnitStanding[] = [];
  for (const unit of isEnough ? probeUnits(record, catalog, eligible) : []) {
    probes.push({ unit, findings: knowledge ? await stored(unit.key) : null });
  }
  return {
    phase: !knowledge ? 'knowledge' : probes.some(isOpen) ? 'probes' : 'complete',
    data,
    units: [...(first ? [{ unit: first, findings: knowledge }] : []), ...probes],
  };
}

export const isOpen = ({ findings }: UnitStanding): boolean => findings === null;

/** The units that can run now: none waits for another of them. */
export function dueIn({ phase, units }: Standing): readonly WorkUnit[] {
  return units
    .filter((one) => isOpen(one) && (phase !== 'knowledge' || one.unit.kind === phase))
    .map(({ unit }) => unit);
}

/** In the order of the plan, whatever the order of the work. */
export function findingsIn({ data, units }: Standing): readonly Finding[] {
  return [...data, ...units.flatMap(({ findings }) => findings ?? [])];
}
