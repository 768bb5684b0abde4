/** Never saw against never saw, out of the findings of the batch that has them. */
import type { PresetName } from '@palimpsest/contracts';
import { nullCalibration, type AuditedBatch, type ExamCalibration } from '@palimpsest/exam';
import type { Progress } from '../output/progress.js';
import type { PoolMember } from './exam-pool.js';

const fewest = 3;

/** None where fewer than three plainly trained models that never saw were audited. */
export function calibrationsOf(
  preset: PresetName,
  audited: readonly AuditedBatch[],
  members: readonly PoolMember[],
  draws: number,
  progress: Progress,
): readonly ExamCalibration[] {
  const plain = members.filter(({ group, isPlain }) => group === 'never-saw' && isPlain).map(({ name }) => name);
  return audited.flatMap(({ case: given, due }) => {
    const { checkpoints, plan } = given.record;
    const unfinished = new Set(due.map(({ checkpoint }) => checkpoint.name));
    const pool = checkpoints.filter(
      ({ name, roles }) => roles.includes('target') && plain.includes(name) && !unfinished.has(name),
    );
    if (pool.length < fewest) return [];
    return (['whole', 'exchanged'] as const).map((way): ExamCalibration => {
      const task = progress.task(`null, ${preset}, ${way}`, draws);
      const options = { pool: pool.map(({ name }) => name), draws, seed: 1, way };
      const measured = nullCalibration(given, { ...options, onDraw: (done) => task.update(done) });
      task.finish();
      return { ...measured, preset, alpha: plan.policy.alpha };
    });
  });
}
