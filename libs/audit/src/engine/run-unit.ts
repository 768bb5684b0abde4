/**
 * One unit of work, start to finish. The probe proposes, this file disposes: it decides who is held out,
 * projects and rounds, asks again, counts, derives health flags and writes the findings.
 */
import { parseStrict, type Finding } from '@palimpsest/contracts';
import { Rng } from '@palimpsest/tensor';
import { findPlugin } from '../plugins/catalog.js';
import { NotApplicableError, type Candidate, type Probe, type ProbeContext, type Sample } from '../plugins/probe.js';
import type { KnowledgeUnit, ProbeUnit } from '../ports/work.js';
import { applyCandidate } from './candidate.js';
import { digestOf } from './digest.js';
import { readingEmbeddings } from './embeddings.js';
import { examine } from './examine.js';
import { attackFinding, type AttackLog } from './attack-log.js';
import { permuteAnswers } from './questions.js';
import { commonOf, type Row } from './rows.js';
import { scoreCandidate } from './score-candidate.js';
import { detections, pictures } from './side-panels.js';
import { countBySubject } from './tally.js';
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
  const tick = (answered: number) => session.asked((unit.cost * answered) / list.length, 'asking the original');
  const examinee = { model: session.model, sampling: null, seed: 0 };
  const graded = await examine(examinee, list, 'free', plan.scoring, { signal: session.signal, tick });
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
  let notApplicable: string | null = null;
  const candidates = untilNotApplicable(probe.run(context, params), (reason) => (notApplicable = reason));
  for await (const given of candidates) {
    const candidate = readingEmbeddings(given, session.model, probe.radius?.(params) ?? null);
    try {
      session.signal.throwIfAborted();
      if (seen.has(candidate.variant) || seen.size >= allowed) {
        log.push({ candidate: { variant: candidate.variant }, refused: true });
        break;
      }
      seen.add(candidate.variant);
      const applied = await applyCandidate(session, candidate, probe.epsilon(params), training.train);
      const isScored = candidate.use !== 'unbounded-check';
      const isShown = isScored && probe.asks.includes('free'); // who only reads answers shows no pictures of its own
      if (isScored) rows.push(...(await scoreCandidate(session, { unit, probe, candidate, applied })));
      log.push({
        candidate,
        refused: false,
        applied: { epsilon: applied.epsilon, training: applied.training },
        detections: isShown ? await detections(session, unit, candidate, applied) : [],
        artifacts: isShown ? await pictures(session, unit, candidate, applied) : [],
      });
    } finally {
      await candidate.model?.close();
    }
  }
  return [...rows, ...attackFinding(session, unit, log, { allowed, notApplicable })];
}

async function* untilNotApplicable(
  candidates: AsyncIterable<Candidate>,
  say: (reason: string) => void,
): AsyncIterable<Candidate> {
  try {
    yield* candidates;
  } catch (error) {
    if (!(error instanceof NotApplicableError)) throw error;
    say(error.message);
  }
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
function probeContext(session: UnitSession, unit: ProbeUnit, training: Training): ProbeContext {
  const { store } = session.ports;
  const { id, plan } = session.job.record;
  return {
    model: session.model,
    ...training,
    retained: (count) =>
      session.others({
        ...{ split: plan.dataset.retain, count, task: 'generation', view: 'train', views: plan.scoring.trainViews },
      }),
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
      session.stepped(step, total, message);
    },
  };
}
