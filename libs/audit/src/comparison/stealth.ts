/** What an attack gets out against how well a detector sees it, on the images of the same people. */
import type { Comparison, DetectorPanel, StealthRecoveryPoint } from '@palimpsest/contracts';
import { conditionOf, detectorPanels } from '../report/detectors.js';
import { cleanCounts } from '../verdict/case.js';
import { variantGroup } from '../verdict/ledger.js';
import { rateOf } from '../verdict/metrics.js';
import type { Contestant } from './contestants.js';

export function stealthRecoveryOf(contestants: readonly Contestant[]): Comparison['stealthRecovery'] {
  const panels = new Map(contestants.map(({ given }) => [given, detectorPanels(given)]));
  const points = contestants.flatMap((contestant) => pointsOf(contestant, panels.get(contestant.given) ?? []));
  if (points.length > 0) return { state: 'measured', points };
  const hasDetector = contestants.some(({ given }) => given.record.plan.detectors.length > 0);
  const reason = hasDetector
    ? 'no detector has looked at attacked images of these targets'
    : 'the audits have no detectors';
  return { state: 'not-measured', reason };
}

function pointsOf(
  { label, given, target, report }: Contestant,
  panels: readonly DetectorPanel[],
): readonly StealthRecoveryPoint[] {
  const { confidence } = given.record.plan.policy;
  const attacks = given.ledger.attacks.filter(
    ({ checkpoint, detections }) => checkpoint.name === target.name && detections.length > 0,
  );
  const own = panels.filter(({ checkpoint }) => checkpoint === target.name);
  return own.flatMap(({ detector, condition, auroc, truePositiveRate }) => {
    const attack = attacks.find((row) => conditionOf(row) === condition);
    if (!attack) return [];
    const { probe, variant } = { probe: attack.probe.label, variant: variantGroup(attack.variant) };
    return report.endpoints
      .filter((endpoint) => endpoint.probe === probe && endpoint.variant === variant)
      .map(({ ask, target: recovery }) => ({
        ...{ target: label, detector, probe, variant, ask, auroc, truePositiveRate, recovery },
        clean: rateOf(
          cleanCounts(given, target.name, ask),
          confidence,
          'correct',
          'not asked this way on clean images',
        ),
      }));
  });
}
