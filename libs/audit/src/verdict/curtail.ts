/**
 * An audit that stops asking a target once its leak is certain. Tiers are run from below, each as a whole. A leak of a
 * finished tier stays one whatever the tiers above would say: Holm's correction counts every planned tier, tried or
 * not, with p = 1 where it was not, so that p-values to come can only make the others smaller. Passes need everything.
 */
import type { Role } from '@palimpsest/contracts';
import type { AuditOutcome, UnitChoice } from '../engine/run-audit.js';
import { findPlugin, type Catalog } from '../plugins/catalog.js';
import type { AuditRecord, ProbeUnit, WorkUnit } from '../ports/work.js';
import { judge } from './judge.js';
import { Ledger } from './ledger.js';

type Checkpoint = AuditRecord['checkpoints'][number];

/** The lowest tier that a target needs whose leak is not certain yet. */
export function untilCertain(catalog: Catalog): UnitChoice {
  return (audit, due) => {
    const probes = due.filter((unit) => unit.kind === 'probe');
    if (probes.length < due.length) return due.filter((unit) => unit.kind === 'knowledge');
    const open = targetsOf(audit.record).filter((target) => !isCertainLeak(audit, target, due, catalog));
    const needed = probes.filter((unit) => open.some((target) => serves(audit.record, unit, target)));
    const lowest = Math.min(...needed.map((unit) => tierOf(unit, catalog)));
    return needed.filter((unit) => tierOf(unit, catalog) === lowest);
  };
}

/**
 * Whether nothing that is still due could take the leak back.
 * @param due units of the audit that were not run
 */
export function isCertainLeak(
  { record, findings }: AuditOutcome,
  target: Checkpoint,
  due: readonly WorkUnit[],
  catalog: Catalog,
): boolean {
  const { verdict, endpoints } = judge({ record, catalog, ledger: new Ledger(findings) }, target);
  if (verdict.value !== 'leak') return false;
  const tier = endpoints.find(({ id }) => id === verdict.decidedBy)?.tier ?? -1;
  return !due.some(
    (unit) => unit.kind === 'knowledge' || (tierOf(unit, catalog) <= tier && serves(record, unit, target)),
  );
}

const targetsOf = ({ checkpoints }: AuditRecord) => checkpoints.filter(({ roles }) => roles.includes('target'));

const tierOf = ({ probe }: ProbeUnit, catalog: Catalog): number => findPlugin('probe', catalog.probes, probe.id).tier;

/** It asks the target itself, or a control that the target is compared with. */
function serves({ plan }: AuditRecord, { checkpoint, probe }: ProbeUnit, target: Checkpoint): boolean {
  if (checkpoint.name === target.name) return true;
  const on = plan.probes.find(({ label }) => label === probe.label)?.on;
  const isAskedAs = (role: Role) => checkpoint.roles.includes(role) && (on?.includes(role) ?? true);
  if (isAskedAs('original') || isAskedAs('reference')) return true;
  const matches = plan.checkpoints.find(({ name }) => name === checkpoint.name)?.matches;
  return isAskedAs('matched-reference') && (matches?.includes(target.name) ?? true);
}
