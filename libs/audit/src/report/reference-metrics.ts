/**
 * Published metrics of every target against the models retrained without the data, each beside what the references give
 * among themselves. Printed to be held against papers; no verdict looks at them (SCIENCE §4.9, §7.5).
 */
import type { AgainstReference, ErasureDepth, OwnMetric, ReferenceMetrics } from '@palimpsest/contracts';
import type { Case } from '../verdict/case.js';
import { referencesOf } from '../verdict/controls.js';
import { readingsOfCheckpoint, type CheckpointReadings } from './checkpoint-readings.js';
import { erasureByLayer, erasureDepthMetric, readByProbe } from './erasure-depth.js';
import { forgetQualityTests, klomMetric, privacyLeakMetric } from './distances.js';
import { modelUtilityMetric, truthRatioMetric } from './own-metrics.js';

/** One row per target that has a reference. */
export function referenceMetricRows(given: Case): ReferenceMetrics[] {
  const { checkpoints, plan } = given.record;
  const { confidence } = plan.policy;
  const original = checkpoints.find(({ roles }) => roles.includes('original'))?.name;
  const readings = new Map(checkpoints.map(({ name }) => [name, readingsOfCheckpoint(given, name)]));
  return checkpoints
    .filter(({ roles }) => roles.includes('target'))
    .flatMap((checkpoint): readonly ReferenceMetrics[] => {
      const target = readings.get(checkpoint.name);
      const references = referencesOf(given, checkpoint).flatMap(({ name, control }) => {
        const read = readings.get(name);
        return read ? [{ ...read, role: control }] : [];
      });
      if (!target || references.length === 0) return [];
      const besides = (one: CheckpointReadings) => references.filter((other) => other !== one);
      const own = (measure: (of: CheckpointReadings, others: readonly CheckpointReadings[]) => OwnMetric['value']) => ({
        value: measure(target, references),
        ofReferences: references.map((one) => ({ reference: one.name, value: measure(one, besides(one)) })),
      });
      const before = original === undefined ? undefined : readings.get(original);
      const isRead = target.readouts.size > 0;
      return [
        {
          checkpoint: checkpoint.name,
          truthRatio: own((of) => truthRatioMetric(of, confidence)),
          modelUtility: own((of) => modelUtilityMetric(of, confidence)),
          klom: own((of, others) => klomMetric(of, others, confidence)),
          ...(isRead && { depth: depthOf(target, before, readByProbe(references), confidence) }),
          against: references.map((one) => against(target, one, besides(one), confidence)),
        },
      ];
    });
}

/** Of the target, and of each reference in its place against the others. */
function depthOf(
  target: CheckpointReadings,
  original: CheckpointReadings | undefined,
  references: readonly CheckpointReadings[],
  confidence: number,
): ErasureDepth {
  const besides = (one: CheckpointReadings) => references.filter((other) => other !== one);
  return {
    value: erasureDepthMetric(target, original, references, confidence),
    ofReferences: references.map((one) => ({
      reference: one.name,
      value: erasureDepthMetric(one, original, besides(one), confidence),
    })),
    layers: erasureByLayer(target, original, references),
  };
}

function against(
  target: CheckpointReadings,
  reference: CheckpointReadings & Pick<AgainstReference, 'role'>,
  others: readonly CheckpointReadings[],
  confidence: number,
): AgainstReference {
  const nulls = <Value>(measure: (of: CheckpointReadings) => Value) =>
    others.map((one) => ({ reference: one.name, ...measure(one) }));
  return {
    reference: reference.name,
    role: reference.role,
    forgetQuality: {
      ...forgetQualityTests(target, reference),
      ofReferences: nulls((one) => forgetQualityTests(one, reference)),
    },
    privacyLeak: {
      value: privacyLeakMetric(target, reference, confidence),
      ofReferences: nulls((one) => ({ value: privacyLeakMetric(one, reference, confidence) })),
    },
  };
}
