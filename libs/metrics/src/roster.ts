/** Every metric that findings and reports carry. An explicit list: no discovery. A test compares it with the folder. */
import type { MetricDefinition } from '@palimpsest/audit';
import { adjustedP } from './adjusted-p.js';
import { auroc } from './auroc.js';
import { detectableLeak } from './detectable-leak.js';
import { detectionRate } from './detection-rate.js';
import { difference } from './difference.js';
import { erasureDepth } from './erasure-depth.js';
import { exactMatch } from './exact-match.js';
import { falseAlarmRate } from './false-alarm-rate.js';
import { forgetQuality } from './forget-quality.js';
import { forgetScore } from './forget-score.js';
import { gibberish } from './gibberish.js';
import { klom } from './klom.js';
import { knownSubjects } from './known-subjects.js';
import { leak } from './leak.js';
import { leakBound } from './leak-bound.js';
import { membershipArea } from './membership-area.js';
import { membershipRate } from './membership-rate.js';
import { modelUtility } from './model-utility.js';
import { personBound } from './person-bound.js';
import { power } from './power.js';
import { prior } from './prior.js';
import { privacyLeak } from './privacy-leak.js';
import { recovery } from './recovery.js';
import { refusal } from './refusal.js';
import { rouge } from './rouge.js';
import { truthRatio } from './truth-ratio.js';
import { unparsable } from './unparsable.js';
import { wrongAnswer } from './wrong-answer.js';

export const metrics: readonly MetricDefinition[] = [
  recovery,
  exactMatch,
  refusal,
  wrongAnswer,
  unparsable,
  gibberish,
  prior,
  knownSubjects,
  difference,
  leak,
  leakBound,
  adjustedP,
  power,
  detectableLeak,
  forgetScore,
  personBound,
  auroc,
  detectionRate,
  falseAlarmRate,
  membershipArea,
  membershipRate,
  truthRatio,
  forgetQuality,
  privacyLeak,
  modelUtility,
  klom,
  erasureDepth,
  rouge,
];
