/** docs/exam.json: the examination as data. The page is drawn from it and from nothing else. */
import type { VerdictValue } from '@palimpsest/contracts';
import type { ExamClass, Examined, SavingsScale } from './exam-class.js';
import type { ExamScore } from './exam-score.js';
import type { NullCalibration } from './null-calibration.js';

export interface ExamResult {
  readonly schema: 'palimpsest.exam/1';
  readonly engine: string;
  readonly dataset: { readonly id: string; readonly digest: string };
  readonly scale: SavingsScale;
  readonly checkpoints: readonly ExaminedCheckpoint[];
  readonly examinations: readonly Examination[];
  readonly calibrations: readonly ExamCalibration[];
}

export interface ExaminedCheckpoint extends Examined {
  /** Of the manifest. */
  readonly digest: string;
  readonly class: ExamClass;
  /** What the rule of savings says where construction has the last word too. */
  readonly measured: ExamClass;
}

export interface Examination {
  /** The preset, with `: sua alone` behind it where one probe decided. */
  readonly name: string;
  readonly preset: string;
  /** Of the preset's policy, when the findings were collected; a verdict by an older one says so itself. */
  readonly version: number;
  /** Label of the one probe that decides; null when all confirmatory ones do. */
  readonly alone: string | null;
  /** Checkpoints whose leak was certain were not examined further, and what was not finished is inconclusive. */
  readonly isCurtailed?: boolean;
  /** One audit per batch. */
  readonly audits: readonly { readonly batch: string; readonly plan: string }[];
  readonly verdicts: readonly ExamVerdict[];
  readonly score: ExamScore;
}

export interface ExamVerdict {
  readonly checkpoint: string;
  /** Of the preset's policy, where it is not the examination's. */
  readonly version?: number;
  readonly value: VerdictValue;
  readonly decidedBy: string | null;
  /** Leak of the deciding endpoint, or of the worst one; null where it was not measured. */
  readonly leak: number | null;
  /** Upper bound over the confirmatory endpoints. */
  readonly bound: number | null;
  /** Codes of the reasons. */
  readonly reasons: readonly string[];
}

export interface ExamCalibration extends NullCalibration {
  /** Whose findings were drawn from. */
  readonly preset: string;
  readonly alpha: number;
}
