/** Adds up where an audit stands. Fractions are weighted by the units' costs, so an ETA can be drawn. */
import type { ProgressEvent } from '@palimpsest/contracts';
import type { ProgressSink } from '../ports/ports.js';
import type { UnitProgress, WorkUnit } from '../ports/work.js';

export interface AuditProgress {
  /** (Re)states the whole work; heard when it differs, as it may once the eligible subjects are known. */
  expect(units: readonly WorkUnit[]): void;
  forward(event: UnitProgress): void;
  /** The first time counts. */
  finish(unit: string, outcome: 'done' | 'reused' | 'failed'): void;
  end(outcome: 'complete' | 'cancelled' | 'failed'): void;
}

export function progressOf(audit: string, sink: ProgressSink = () => undefined): AuditProgress {
  let units = new Map<string, WorkUnit>();
  const finished = new Set<string>();
  const partial = new Map<string, number>();
  const fraction = () => {
    let whole = 0;
    let done = 0;
    for (const { key, cost } of units.values()) {
      whole += cost;
      done += cost * (finished.has(key) ? 1 : (partial.get(key) ?? 0));
    }
    return whole === 0 ? 1 : Math.min(1, done / whole);
  };
  const emit = (event: ProgressEvent) => {
    sink(event);
  };
  return {
    expect(list) {
      if (list.length > 0 && list.length === units.size && list.every(({ key }) => units.has(key))) return;
      units = new Map(list.map((unit) => [unit.key, unit]));
      const work = list.map((unit) => ({ unit: unit.key, kind: kindOf(unit), cost: unit.cost }));
      emit({ type: 'audit-started', audit, units: units.size, done: finished.size, work });
    },
    forward(event) {
      if (event.type === 'unit-progress' && event.total > 0) {
        // A unit optimises first and then asks in several passes: never let its share run backwards.
        const share = Math.min(0.95, event.step / event.total);
        partial.set(event.unit, Math.max(partial.get(event.unit) ?? 0, share));
        emit({ ...event, fraction: fraction() });
      } else emit(event);
    },
    finish(unit, outcome) {
      if (finished.has(unit)) return;
      finished.add(unit);
      const title = units.get(unit)?.title ?? '';
      emit({
        type: 'unit-finished',
        unit,
        title,
        outcome,
        done: finished.size,
        units: units.size,
        fraction: fraction(),
      });
    },
    end(outcome) {
      emit({ type: 'audit-finished', audit, outcome });
    },
  };
}

/** Units of one kind take about as long per cost: the same probe with the same duties. */
function kindOf(unit: WorkUnit): string {
  if (unit.kind === 'knowledge') return unit.kind;
  const isTarget = unit.checkpoint.roles.includes('target');
  return [unit.probe.label, unit.answers, ...(isTarget ? ['target'] : [])].join('/');
}
