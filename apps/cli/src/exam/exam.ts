/**
 * The exam: every checkpoint of the pool audited with every preset asked for, judged, and held against the truth.
 * Audits are kept in the state folder, so that an exam that was stopped goes on, and judging old findings anew takes
 * seconds.
 */
import { resolve } from 'node:path';
import { nearestKey, presets, type PresetName } from '@palimpsest/contracts';
import {
  examClassOf,
  examinationsOf,
  measuredClassOf,
  savingsScale,
  type ExamCalibration,
  type Examination,
  type ExaminedCheckpoint,
  type ExamResult,
} from '@palimpsest/exam';
import type { ExamOptions } from '../commands/exam.js';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { statePaths } from '../state/state-folder.js';
import { engineVersion } from '../version.js';
import { auditBatches } from './audit-batches.js';
import { calibrationsOf } from './calibrations.js';
import { examPool, type PoolMember } from './exam-pool.js';
import { examText } from './exam-text.js';
import { writeExam } from './write-exam.js';
import { added, writtenExam } from './written-exam.js';

export async function exam(invocation: Invocation<ExamOptions>): Promise<void> {
  const { options, progress } = invocation;
  const chosen = (options.preset ?? ['screening', 'demo']).map(presetName);
  const state = statePaths(options.state).exam;
  const pool = await examPool(invocation, state);
  const judged = judgedOf(pool.members, options.only ?? []);
  const checkpoints = checkpointsOf(pool.members, judged);
  const { dataset } = pool;
  const scale = savingsScale(pool.members);
  const facts = { schema: 'palimpsest.exam/1', engine: engineVersion, dataset, scale, checkpoints } as const;
  const withBefore = options.add ? await adding(resolve(options.output), facts) : (result: ExamResult) => result;
  const examinations: Examination[] = [];
  const calibrations: ExamCalibration[] = [];
  for (const preset of chosen) {
    const audited = await auditBatches({ ...invocation, options: { ...options, state } }, preset, pool, judged);
    examinations.push(...examinationsOf(preset, audited, checkpoints));
    calibrations.push(...calibrationsOf(preset, audited, pool.members, options.draws, progress));
  }
  const result = withBefore({ ...facts, examinations, calibrations });
  const page = await writeExam(result, resolve(options.output));
  await emit(options.json, result, () => [examText(result), '', page].join('\n'));
}

/** Whether it fits is seen before hours of audits, not after. */
async function adding(folder: string, facts: Omit<ExamResult, 'examinations' | 'calibrations'>) {
  const before = await writtenExam(folder);
  added(before, { ...facts, examinations: [], calibrations: [] });
  return (result: ExamResult) => added(before, result);
}

function presetName(name: string): PresetName {
  if (Object.hasOwn(presets, name)) return name as PresetName;
  const known = Object.keys(presets);
  const nearest = nearestKey(name, known);
  throw new UsageError(`--preset ${name}: ${nearest ? `did you mean "${nearest}"?` : `there are ${known.join(', ')}`}`);
}

/** @throws UsageError for what is neither a group nor a checkpoint */
function judgedOf(members: readonly PoolMember[], only: readonly string[]): ReadonlySet<string> {
  const known = [...new Set(members.flatMap(({ name, group }) => [name, group]))];
  for (const wanted of only) {
    if (known.includes(wanted)) continue;
    const nearest = nearestKey(wanted, known);
    throw new UsageError(`--only ${wanted}: no group or checkpoint${nearest ? `; did you mean "${nearest}"?` : ''}`);
  }
  const isMeant = ({ name, group }: PoolMember) => only.length === 0 || only.includes(name) || only.includes(group);
  return new Set(members.filter(isMeant).map(({ name }) => name));
}

function checkpointsOf(members: readonly PoolMember[], judged: ReadonlySet<string>): readonly ExaminedCheckpoint[] {
  const scale = savingsScale(members);
  return members
    .filter(({ name }) => judged.has(name))
    .map((member) => {
      const { name, group, retain, savings, digest } = member;
      const [truth, measured] = [examClassOf(member, scale), measuredClassOf(member, scale)];
      return { name, group, retain, savings, digest, class: truth, measured };
    });
}
