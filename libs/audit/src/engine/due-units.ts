/**
 * What to do next, for those who move an audit on without a coordinator: run what is due, store its findings,
 * look again. Two that look at the same time are told the same, and doing a unit twice gives the same bytes.
 */
import type { UnitPorts } from '../ports/ports.js';
import type { AuditRecord, WorkUnit } from '../ports/work.js';
import { dataUnit } from './data-finding.js';
import { AuditInputError } from './errors.js';
import { dueIn, isOpen, standingOf, type AuditPhase } from './standing.js';

export interface DueUnits {
  readonly phase: AuditPhase;
  /** Independent of each other; grouped by checkpoint. */
  readonly due: readonly WorkUnit[];
  readonly finished: number;
  /** Until the knowledge unit has finished, an upper bound: as if the original had known everyone. */
  readonly planned: number;
}

/**
 * Reads the store and nothing else.
 * @throws AuditInputError when the audit was not prepared
 */
export async function dueUnits(record: AuditRecord, ports: Pick<UnitPorts, 'store' | 'catalog'>): Promise<DueUnits> {
  const standing = await standingOf(record, ports);
  if (standing.data.length === 0) {
    throw new AuditInputError(
      `Audit ${record.id}`,
      `it has no data finding (unit ${dataUnit(record).slice(0, 12)}…)`,
      'Call prepareAudit with its plan first.',
    );
  }
  const { phase, units } = standing;
  return {
    phase,
    due: dueIn(standing),
    finished: units.filter((one) => !isOpen(one)).length,
    planned: units.length,
  };
}
