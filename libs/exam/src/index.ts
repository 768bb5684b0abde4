/** The verdict's exam: what is true of its checkpoints, and how often the verdict says so. */
export { addToExam } from './add-to-exam.js';
export { examClassOf, examClasses, measuredClassOf, savingsScale, sideOf } from './exam-class.js';
export type { ExamClass, Examined, SavingsScale } from './exam-class.js';
export { examPage } from './exam-page.js';
export { batches, examPlan, type ExamEntry } from './exam-plan.js';
export type { ExamCalibration, Examination, ExaminedCheckpoint, ExamResult, ExamVerdict } from './exam-result.js';
export { examScore, shareOf, type ExamScore, type Share } from './exam-score.js';
export { examinationsOf, type AuditedBatch } from './examine.js';
export { distributionOf, nullCalibration, type NullCalibration, type NullOptions } from './null-calibration.js';
