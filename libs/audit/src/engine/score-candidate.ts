/**
 * One candidate, asked in every way of its probe: about held-out and training subjects, about utility subjects when
 * nothing is changed, and behind defenses.
 */
import type { Ask, Partition } from '@palimpsest/contracts';
import type { Candidate, Probe } from '../plugins/probe.js';
import type { ProbeUnit } from '../ports/work.js';
import { isPlain, type Applied } from './candidate.js';
import { examine, type SpokenAsk } from './examine.js';
import { membershipOf } from './membership.js';
import { questionsPerView, taskOf, type Question } from './questions.js';
import { readingsOf } from './readings.js';
import { answersRow, commonOf, type Row } from './rows.js';
import { defendedFindings } from './side-panels.js';
import type { Graded } from './tally.js';
import { viewCost } from './unit-cost.js';
import type { UnitSession } from './unit-session.js';

/** A candidate of some probe, made real. */
export interface Scored {
  readonly unit: ProbeUnit;
  readonly probe: Probe;
  readonly candidate: Candidate;
  readonly applied: Applied;
}

export async function scoreCandidate(session: UnitSession, scored: Scored): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const { probe, candidate } = scored;
  const asks = probe.asks.filter((ask) => candidate.asks?.includes(ask) ?? true);
  for (const ask of asks) rows.push(...(await scoreAsk(session, scored, ask)));
  return rows;
}

async function scoreAsk(session: UnitSession, scored: Scored, ask: Ask): Promise<readonly Row[]> {
  const { unit, candidate, applied } = scored;
  const { plan } = session.job.record;
  const task = taskOf[ask];
  const heldOut = await session.ask({
    ...{ subjects: unit.subjects.heldOut, task, view: 'test', views: plan.scoring.views },
  });
  const gap = (reason: string): Row[] => [
    { ...commonOf(session, unit), kind: 'gap', what: `${unit.probe.label}: ${ask}`, reason },
  ];
  if (heldOut.length === 0) return gap(`the data set has no ${task} questions with unseen views for these subjects`);
  const questionCost = viewCost(scored.probe, unit.probe, ask) / questionsPerView(heldOut);
  if (ask === 'membership') {
    const whole = heldOut.length * questionCost * (candidate.effort ?? 1);
    const found = await membershipOf(session, candidate, heldOut, (share) =>
      session.asked(share * whole, `${candidate.variant}: scoring`),
    );
    if (typeof found === 'string') return gap(found);
    const row = answersRow(session, unit, candidate.variant, ask, null, [['held-out', found.graded]]);
    return [{ ...row, outside: [...found.outside] }];
  }
  const graded: (readonly [Partition, readonly Graded[]])[] = [];
  for (const [partition, list] of await groups(session, scored, ask, heldOut)) {
    const tick = (answered: number) =>
      session.asked(answered * questionCost, `${candidate.variant}: asking ${ask}, ${partition}`);
    const hooks = { signal: session.signal, tick };
    const asked = await applied.change(list);
    if (partition === 'held-out' && asked.length === 0)
      return gap(`${candidate.variant} can ask none of these questions`);
    graded.push([partition, await examine(applied.examinee, asked, ask, plan.scoring, hooks)]);
  }
  const defended =
    unit.answers === 'true' ? await defendedFindings(session, unit, candidate, applied, ask, new Map(graded)) : [];
  const readings = isPlain(candidate) ? readingsOf(graded, session.pseudonym) : {};
  return [{ ...answersRow(session, unit, candidate.variant, ask, null, graded), ...readings }, ...defended];
}

type Group = readonly [Partition, readonly Question[]];

async function groups(
  session: UnitSession,
  { unit, candidate }: Scored,
  ask: SpokenAsk,
  heldOut: readonly Question[],
): Promise<readonly Group[]> {
  const { plan } = session.job.record;
  const task = taskOf[ask];
  const trained =
    unit.answers === 'true' ? await session.ask({ subjects: unit.subjects.train, task, view: 'test', views: 1 }) : [];
  const { retainSubjects: count, views } = plan.scoring;
  const utility = isPlain(candidate)
    ? await session.others({ split: plan.dataset.retain, count, task, view: 'test', views })
    : [];
  return [
    ['held-out', heldOut],
    ['train', trained],
    ['utility', utility],
  ];
}
