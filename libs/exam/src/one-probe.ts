/**
 * The same findings under a policy that rests on one probe: what would the verdict be without the others? They stay
 * in the plan as exploratory ones, so that controls taken from them (clean images) are still there.
 */
import type { Case } from '@palimpsest/audit';
import { findPlugin } from '@palimpsest/audit';

/** Labels of the probes that decide. */
export function confirmatoryProbes({ record, catalog }: Case): readonly string[] {
  return record.plan.probes
    .filter(({ id, purpose }) => (purpose ?? findPlugin('probe', catalog.probes, id).purpose) === 'confirmatory')
    .map(({ label }) => label);
}

export function withOneProbe(given: Case, label: string): Case {
  const deciding = new Set(confirmatoryProbes(given));
  const probes = given.record.plan.probes.map((probe) =>
    deciding.has(probe.label) && probe.label !== label ? { ...probe, purpose: 'exploratory' as const } : probe,
  );
  return { ...given, record: { ...given.record, plan: { ...given.record.plan, probes } } };
}
