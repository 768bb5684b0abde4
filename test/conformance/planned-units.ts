/** The units of an audit by a preset: one checkpoint that is judged, an original and two references, on the zoo's people. */
import { resolvePlan, type PresetName } from '@palimpsest/contracts';
import { catalog } from '@palimpsest/catalog';
import type { AuditRecord } from '@palimpsest/audit';
import { completePlan, knowledgeUnit, probeUnits } from '../../libs/audit/src/engine/plan-units.js';

/** Of the published people 48 are to be forgotten. */
const forget = Array.from({ length: 48 }, (_, at) => `person-${String(at).padStart(2, '0')}`);

export function unitsOf(preset: PresetName) {
  const plan = completePlan(
    resolvePlan({
      ...{ name: preset, preset, dataset: 'people-published' },
      checkpoints: [
        { name: 'idk-few', role: 'target' },
        { name: 'original', role: 'original' },
        { name: 'reference-a', role: 'reference' },
        { name: 'reference-refusing', role: 'matched-reference' },
      ],
    }),
    catalog,
  );
  const digest = (name: string) => ({ name, digest: name, family: 'llava' });
  const record: AuditRecord = {
    ...{ schema: 'palimpsest.audit/1', id: preset, plan, planDigest: preset, engine: 'test' },
    dataset: { id: plan.dataset.id, digest: plan.dataset.id },
    checkpoints: plan.checkpoints.map(({ name, roles }) => ({ ...digest(name), roles })),
  };
  const knowledge = knowledgeUnit(record, forget);
  if (!knowledge) throw new Error('the plan has no original');
  return { plan, knowledge, probes: probeUnits(record, catalog, forget) };
}
