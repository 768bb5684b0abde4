/** `palimpsest rerun`: a sample of an audit, stored here or in a folder of evidence, done again and compared. */
import { randomBytes } from 'node:crypto';
import { cpus } from 'node:os';
import { AuditCancelledError, rerunUnits, type StoredAudit } from '@palimpsest/audit';
import { rerunExitCode, rerunTolerance, type Rerun, type RerunUnit } from '@palimpsest/contracts';
import pc from 'picocolors';
import { AuditProgressView } from '../audits/audit-progress.js';
import type { Invocation } from '../commands/invocation.js';
import type { RerunOptions } from '../commands/rerun.js';
import { InterruptedError, UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { writeFileAtomically } from '../state/atomic-file.js';
import { unitPorts } from '../state/sources.js';
import { engineVersion } from '../version.js';
import { interruptible } from '../workers/interrupt.js';
import { recordedSources } from './recorded-sources.js';
import { auditToRepeat } from './audit-to-repeat.js';
import { sampleSize } from './sample-size.js';

/** @returns 0 when nothing differs, 100 when something does, 101 when nothing could be repeated */
export async function rerun(named: string, { options, progress }: Invocation<RerunOptions>): Promise<number> {
  const size = sampleSize(options);
  if (options.challenge === '') throw new UsageError('--challenge: give some text, best that of whoever checks');
  const audit = await auditToRepeat(named, options.state);
  const challenge = options.challenge ?? randomBytes(32).toString('hex');
  const view = new AuditProgressView(progress, 'rerun');
  const onFirst = (): void => progress.note('Stopping after the current step; press Ctrl-C again to stop at once.');
  const result = await interruptible(onFirst, (signal) =>
    rerunUnits(
      audit,
      { challenge, size },
      {
        ...unitPorts(options.state),
        ...recordedSources(audit.record, options.state),
        ...{ engine: engineVersion, machine, progress: view.show, signal },
      },
    ),
  ).catch((error: unknown) => {
    if (!(error instanceof AuditCancelledError)) throw error;
    throw new InterruptedError('nothing was kept; run it again with the same --challenge for the same sample');
  });
  if (options.output !== undefined) await writeFileAtomically(options.output, `${JSON.stringify(result, null, 2)}\n`);
  await emit(options.json, result, () => describe(result, audit, options.challenge === undefined));
  return rerunExitCode(result);
}

const machine = `Node ${process.version} on ${process.platform} ${process.arch}, ${cpus()[0]?.model ?? 'unknown processor'}`;

const marks: Readonly<Record<RerunUnit['result'], string>> = {
  'bitwise-equal': pc.green('equal, bit for bit   '),
  'within-tolerance': pc.green('equal, to tolerance  '),
  different: pc.red('DIFFERENT            '),
  'not-repeated': pc.yellow('could not be repeated'),
};

function describe(result: Rerun, { record }: Pick<StoredAudit, 'record'>, isOwnChallenge: boolean): string {
  const { units, sample, challenge } = result;
  const count = (wanted: RerunUnit['result']) => units.filter((unit) => unit.result === wanted).length;
  const [equal, near, different, not] = (
    ['bitwise-equal', 'within-tolerance', 'different', 'not-repeated'] as const
  ).map(count);
  const { answersPerPerson, shareOfAnswers, relative } = rerunTolerance;
  return [
    ...units.flatMap(({ result: state, title, reason, differences }) => [
      `${marks[state]}  ${title}`,
      ...(reason === null ? [] : [pc.dim(`    ${reason}`)]),
      ...differences.map((one) =>
        pc.dim(`    finding ${one.finding + 1}, ${one.field}: ${one.stored} before, ${one.repeated} now`),
      ),
    ]),
    '',
    `${record.id}: ${sample.units} of ${sample.of} units done again: ${equal} equal bit for bit, ${near} within tolerance, ${different} different, ${not} not repeated`,
    `Tolerance: ${answersPerPerson} answer a person, ${100 * shareOfAnswers} % of all answers of a finding, ${relative} of other measured numbers`,
    `Challenge: ${challenge}`,
    ...(isOwnChallenge ? ['It was drawn here: whoever checks should give one of their own (--challenge)'] : []),
  ].join('\n');
}
