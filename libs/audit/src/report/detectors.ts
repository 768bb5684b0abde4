/**
 * Would anybody notice? A detector against each condition: the threshold comes from calibration images of
 * other people, negatives are the clean test images, and the curve is never used to choose the threshold
 * (SCIENCE §5.3).
 */
import type { AttackFinding, DetectionScores, DetectorPanel, Metric } from '@palimpsest/contracts';
import { auroc, conformalThreshold, detectionRate, rocCurve, type Metric as Estimate } from '@palimpsest/stats';
import type { Case } from '../verdict/case.js';
import { variantGroup } from '../verdict/ledger.js';
import { missing, toMetric } from '../verdict/metrics.js';

/** Share of clean images that may be flagged; 5 % needs 19 calibration images. */
const FALSE_POSITIVE_RATE = 0.05;

export function detectorPanels(given: Case): DetectorPanel[] {
  const { ledger, record } = given;
  const attacks = ledger.attacks.filter(({ answers, detections }) => answers === 'true' && detections.length > 0);
  return record.checkpoints.flatMap(({ name }) =>
    record.plan.detectors.flatMap(({ label }) => {
      const own = attacks.filter(({ checkpoint }) => checkpoint.name === name);
      const scores = (condition: string) =>
        poolOf(
          own.filter((row) => conditionOf(row) === condition),
          label,
        );
      const conditions = [...new Set(own.map(conditionOf))].filter((condition) => condition !== 'clean');
      const confidence = record.plan.policy.confidence;
      return conditions.map((condition) => ({
        ...{ checkpoint: name, detector: label, condition },
        ...panel(scores(condition), scores('clean'), confidence),
      }));
    }),
  );
}

/** `noise`, `sua`; the label where the plan has several instances of one probe: `sua-no-alignment`. */
export function conditionOf({ probe, variant }: Pick<AttackFinding, 'probe' | 'variant'>): string {
  const group = variantGroup(variant);
  return group === 'clean' || probe.label === probe.id ? group : probe.label;
}

type Pool = Omit<DetectionScores, 'detector'>;

function poolOf(attacks: readonly AttackFinding[], label: string): Pool {
  const all = attacks.flatMap(({ detections }) => detections.filter(({ detector }) => detector === label));
  return {
    calibration: all.flatMap(({ calibration }) => calibration),
    test: all.flatMap(({ test }) => test),
    subjects: all.flatMap(({ subjects }) => subjects),
  };
}

function panel(
  attacked: Pool,
  clean: Pool,
  confidence: number,
): Omit<DetectorPanel, 'checkpoint' | 'detector' | 'condition'> {
  const groups = { positives: attacked.test, negatives: clean.test };
  const { calibration } = clean;
  const subjects = { positiveSubjects: attacked.subjects, negativeSubjects: clean.subjects };
  const threshold = conformalThreshold(calibration, FALSE_POSITIVE_RATE);
  const rate = detectionRate({ calibration, ...groups }, { falsePositiveRate: FALSE_POSITIVE_RATE, confidence });
  const isRated = rate.status === 'measured';
  return {
    positives: attacked.test.length,
    negatives: clean.test.length,
    calibration: calibration.length,
    auroc: toMetric(auroc({ ...groups, ...subjects }, { confidence })),
    threshold: typeof threshold === 'number' ? threshold : null,
    truePositiveRate: isRated ? overImages(rate.truePositiveRate, attacked) : missing(rate.reason),
    falsePositiveRate: isRated ? overImages(rate.falsePositiveRate, clean) : missing(rate.reason),
    roc: rocCurve(groups.positives, groups.negatives).map(({ falsePositiveRate, truePositiveRate }) => ({
      ...{ falsePositiveRate, truePositiveRate },
    })),
  };
}

/** Clopper–Pearson counts images; `n` still says how many people they show. */
function overImages(estimate: Estimate, { subjects }: Pool): Metric {
  const metric = toMetric(estimate);
  if (metric.state === 'not-measured') return metric;
  return { ...metric, n: new Set(subjects).size, method: `${metric.method}, images as independent` };
}
