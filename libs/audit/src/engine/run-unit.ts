/**
 * One unit of work, start to finish. The probe proposes, this file disposes: it decides who is held out,
 * projects and rounds, asks again, counts, derives health flags and writes the findings.
 */
import { parseStrict, type Finding, type Partition } from '@palimpsest/contracts';
import { Rng } from '@palimpsest/tensor';
import { findPlugin } from '../plugins/catalog.js';
import type { Candidate, Probe, Sample } from '../plugins/probe.js';
import type { KnowledgeUnit, ProbeUnit } from '../ports/work.js';
import { applyCandidate, type Applied } from './candidate.js';
import { digestOf } from './digest.js';
import { countBySubject, examine, type Graded } from './examine.js';
import { attackFinding, type AttackLog } from './attack-log.js';
import { permuteAnswers, taskOf, type Question } from './questions.js';
import { answersRow, commonOf, type Row } from './rows.js';
import { defendedFindings, detections, pictures } from './side-panels.js';
import type { UnitSession } from './unit-session.js';

/** Findings in a fixed order, each with its key. */
export async function runUnit(session: UnitSession): Promise<readonly Finding[]> {
  const { unit } = session.job;
  const rows = unit.kind === 'knowledge' ? await runKnowledge(session, unit) : await runProbe(session, unit);
  return rows.map((row) => ({ ...row, key: digestOf(row) }));
}

async function runKnowledge(session: UnitSession, unit: KnowledgeUnit): Promise<readonly Row[]> {
  const { plan } = session.job.record;
  const list = await session.ask({
    subjects: unit.subjects.heldOut,
    task: 'generation',
    view: 'test',
    views: plan.scoring.views,
  });
  const tick = (done: number) => session.progress(done, list.length, 'asking the original');
  const graded = await examine(session.model, list, 'free', plan.scoring, { signal: session.signal, tick });
  const counts = countBySubject(graded, 'held-out', session.pseudonym);
  const threshold = plan.policy.knownThreshold;
  const known = counts.filter(({ n, correct }) => n > 0 && correct / n >= threshold).map(({ subject }) => subject);
  const unknown = unit.subjects.heldOut.filter((subject) => !known.includes(subject));
  return [{ ...commonOf(session, unit), kind: 'knowledge', threshold, known, unknown }];
}

async function runProbe(session: UnitSession, unit: ProbeUnit): Promise<readonly Row[]> {
  const probe = findPlugin('probe', session.ports.catalog.probes, unit.probe.id);
  const params = parseStrict(probe.params.strict(), unit.probe.params, `parameters of ${unit.probe.label}`);
  const allowed = probe.estimate(params).candidates;
  const training = await trainingSamples(session, unit, probe);
  const log: AttackLog[] = [];
  const rows: Row[] = [];
  const seen = new Set<string>();
  const context = probeContext(session, unit, training);
  for await (const candidate of probe.run(context, params)) {
    try {
      session.signal.throwIfAborted();
      if (seen.has(candidate.variant) || seen.size >= allowed) {
        log.push({ candidate: { variant: candidate.variant }, refused: true });
        break;
      }
      seen.add(candidate.variant);
      const applied = await applyCandidate(session, candidate, probe.epsilon(params), training.train);
      const isScored = candidate.use !== 'unbounded-check';
      if (isScored) rows.push(...(await scoreCandidate(session, unit, probe, candidate, applied)));
      log.push({
        candidate,
        refused: false,
        applied: { epsilon: applied.epsilon, training: applied.training },
        detections: isScored ? await detections(session, unit, candidate, applied) : [],
        artifacts: isScored ? await pictures(session, unit, applied) : [],
      });
    } finally {
      await candidate.model?.close();
    }
  }
  return [...rows, ...attackFinding(session, unit, log, allowed)];
}

interface Training {
  readonly train: readonly Sample[];
  readonly validation: readonly Sample[];
}

async function trainingSamples(session: UnitSession, unit: ProbeUnit, probe: Probe): Promise<Training> {
  if (!probe.crossFitted) return { train: [], validation: [] };
  const views = session.job.record.plan.scoring.trainViews;
  const ask = (subjects: readonly string[]) => session.ask({ subjects, task: 'generation', view: 'train', views });
  const samples = { train: await ask(unit.subjects.train), validation: await ask(unit.subjects.validation) };
  if (unit.answers === 'true') return samples;
  const rng = new Rng(`permuted/${unit.seed}/${unit.fold?.index ?? 0}`);
  return {
    train: permuteAnswers(samples.train, rng.fork('train')),
    validation: permuteAnswers(samples.validation, rng.fork('validation')),
  };
}

/** Seeded without the checkpoint, so that target and references meet the same attack. */
function probeContext(session: UnitSession, unit: ProbeUnit, training: Training) {
  const { store } = session.ports;
  const { id } = session.job.record;
  return {
    model: session.model,
    ...training,
    rng: new Rng(`${unit.probe.label}/${unit.seed}/${unit.fold?.index ?? 0}`),
    signal: session.signal,
    defenses: session.defenses,
    checkpointing: {
      everySteps: 20,
      load: () => store.scratch.load(id, unit.key, 'optimiser'),
      save: async (state: Uint8Array) => {
        await store.scratch.save(id, unit.key, 'optimiser', state);
        session.signal.throwIfAborted();
      },
    },
    progress: (step: number, total: number, message: string) => {
      session.progress(step, total, message);
    },
  };
}

/** Answers of held-out and training subjects, of utility subjects on clean images, and behind defenses. */
async function scoreCandidate(
  session: UnitSession,
  unit: ProbeUnit,
  probe: Probe,
  candidate: Candidate,
  applied: Applied,
): Promise<readonly Row[]> {
  const { plan } = session.job.record;
  const isClean = !candidate.model && !candidate.perturbation;
  const rows: Row[] = [];
  for (const ask of probe.asks) {
    const task = taskOf[ask];
    const heldOut = await session.ask({
      subjects: unit.subjects.heldOut,
      task,
      view: 'test',
      views: plan.scoring.views,
    });
    if (heldOut.length === 0) {
      rows.push({
        ...commonOf(session, unit),
        kind: 'gap',
        what: `${unit.probe.label}: ${ask}`,
        reason: `the data set has no ${task} questions with unseen views for these subjects`,
      });
      continue;
    }
    const trained =
      unit.answers === 'true' ? await session.ask({ subjects: unit.subjects.train, task, view: 'test', views: 1 }) : [];
    const utility = isClean
      ? await session.others({
          split: plan.dataset.retain,
          count: plan.scoring.retainSubjects,
          task,
          views: plan.scoring.views,
        })
      : [];
    const groups: readonly (readonly [Partition, readonly Question[]])[] = [
      ['held-out', heldOut],
      ['train', trained],
      ['utility', utility],
    ];
    const graded: (readonly [Partition, readonly Graded[]])[] = [];
    for (const [partition, list] of groups) {
      const tick = (done: number) =>
        session.progress(done, list.length, `${candidate.variant}: asking ${ask}, ${partition}`);
      const changed = await applied.change(list);
      graded.push([
        partition,
        await examine(applied.model, changed, ask, plan.scoring, { signal: session.signal, tick }),
      ]);
    }
    rows.push(answersRow(session, unit, candidate.variant, ask, null, graded));
    if (unit.answers === 'true') {
      rows.push(...(await defendedFindings(session, unit, candidate, applied, ask, new Map(graded))));
    }
  }
  return rows;
}
