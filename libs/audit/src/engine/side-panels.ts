/**
 * Beside the recovery numbers, for targets only: detector scores, recovery behind defenses and pictures.
 * Defenses are applied statically: the attacker did not know them (the report says so).
 */
import type { Ask, DetectionScores, FindingArtifact, Partition } from '@palimpsest/contracts';
import type { RgbImage } from '@palimpsest/datasets';
import { parseStrict } from '@palimpsest/contracts';
import { findPlugin } from '../plugins/catalog.js';
import type { PreparedDetector } from '../plugins/detector.js';
import type { Candidate } from '../plugins/probe.js';
import type { ProbeUnit } from '../ports/work.js';
import { isPlain, type Applied } from './candidate.js';
import { examine, withImages } from './examine.js';
import { pictureOfNoise } from './perturb.js';
import { questionsPerView, type Question } from './questions.js';
import { answersRow, type Row } from './rows.js';
import type { Graded } from './tally.js';
import type { UnitSession } from './unit-session.js';

/** Label of the rows without a defense that defended rows are compared with (same views, same people). */
export const UNDEFENDED = 'none';

/** Pictures and what stands before the model are looked at where a target is asked plainly or under a changed picture. */
const isExamined = (unit: ProbeUnit, candidate: Candidate) =>
  unit.checkpoint.roles.includes('target') && (isPlain(candidate) || candidate.perturbation !== undefined);

/** Recovery behind each defense, on the first views, beside the undefended answers to the same questions. */
export async function defendedFindings(
  session: UnitSession,
  unit: ProbeUnit,
  candidate: Candidate,
  applied: Applied,
  ask: Ask,
  undefended: ReadonlyMap<Partition, readonly Graded[]>,
): Promise<readonly Row[]> {
  const { plan } = session.job.record;
  if (!isExamined(unit, candidate) || plan.defenses.length === 0 || ask !== 'free') return [];
  const kept = (['held-out', 'utility'] as const).map(
    (partition) => [partition, firstViews(undefended.get(partition) ?? [], plan.scoring.defendedViews)] as const,
  );
  const rows: Row[] = [answersRow(session, unit, candidate.variant, ask, UNDEFENDED, kept)];
  for (const { label } of plan.defenses) {
    const defense = await session.defenses.prepare(label);
    const graded: (readonly [Partition, readonly Graded[]])[] = [];
    for (const [partition, list] of kept) {
      const defended = await withImages(
        list.map(({ question }) => question),
        (images) => defense.apply(images),
      );
      const questionCost = 1 / questionsPerView(defended);
      const tick = (answered: number) =>
        session.asked(answered * questionCost, `${candidate.variant}: behind ${label}`);
      const hooks = { signal: session.signal, tick };
      graded.push([partition, await examine(applied.examinee, defended, ask, plan.scoring, hooks)]);
    }
    rows.push(answersRow(session, unit, candidate.variant, ask, label, graded));
  }
  return rows;
}

/** The first so many distinct images of each subject. */
function firstViews(graded: readonly Graded[], views: number): readonly Graded[] {
  const kept = new Map<string, Set<string>>();
  return graded.filter(({ question: { subject, imageId } }) => {
    const images = kept.get(subject) ?? new Set<string>();
    kept.set(subject, images);
    if (!images.has(imageId) && images.size >= views) return false;
    images.add(imageId);
    return true;
  });
}

/** Scores of every detector on the candidate's images; calibration images only with the clean ones. */
export async function detections(
  session: UnitSession,
  unit: ProbeUnit,
  candidate: Candidate,
  applied: Applied,
): Promise<readonly DetectionScores[]> {
  const { plan } = session.job.record;
  if (!isExamined(unit, candidate) || unit.answers !== 'true') return [];
  const shown = (await firstQuestions(session, unit)).filter(({ image }) => image !== null);
  const clean = shown.flatMap(({ image }) => image ?? []);
  const test = await applied.changeImages(clean);
  const calibration = isPlain(candidate)
    ? imagesOf(
        await session.others({
          split: plan.dataset.retain,
          count: plan.scoring.retainSubjects,
          task: 'generation',
          view: 'test',
          views: plan.scoring.defendedViews,
        }),
      )
    : [];
  const scores: DetectionScores[] = [];
  for (const { id, label, params } of plan.detectors) {
    const detector = findPlugin('detector', session.ports.catalog.detectors, id);
    const parsed = parseStrict(detector.params.strict(), params, `parameters of detector ${label}`);
    const prepared = await detector.prepare({ model: session.model, defenses: session.defenses }, parsed);
    try {
      scores.push({
        detector: label,
        calibration: (await scoresOf(prepared, calibration)).filter(Number.isFinite),
        ...finiteOnly(
          await scoresOf(prepared, test),
          shown.map(({ subject }) => session.pseudonym(subject)),
        ),
      });
    } finally {
      await prepared.close();
    }
  }
  return scores;
}

const scoresOf = async (detector: PreparedDetector, images: readonly RgbImage[]) =>
  images.length > 0 ? detector.score(images) : [];

function finiteOnly(test: readonly number[], subjects: readonly string[]): Pick<DetectionScores, 'test' | 'subjects'> {
  const kept = test.flatMap((score, index) =>
    Number.isFinite(score) ? [{ score, subject: subjects[index] ?? '' }] : [],
  );
  return { test: kept.map(({ score }) => score), subjects: kept.map(({ subject }) => subject) };
}

/** People whose pictures are kept. */
const PICTURED = 2;

/** δ itself, and for two people: clean, δ × 10, perturbed, denoised. */
export async function pictures(
  session: UnitSession,
  unit: ProbeUnit,
  candidate: Candidate,
  applied: Applied,
): Promise<readonly FindingArtifact[]> {
  const { store, images } = session.ports;
  const { perturbation } = applied;
  if (!perturbation || !isExamined(unit, candidate) || unit.answers !== 'true') return [];
  const list: FindingArtifact[] = [];
  const keep = async (kind: FindingArtifact['kind'], label: string, subject: string | null, image: RgbImage) => {
    const artifact = await store.artifacts.put(await images.encode(image, 'png'), 'image/png');
    list.push({ kind, label, subject, artifact, width: image.width, height: image.height });
  };
  const bytes = new Uint8Array(perturbation.delta.buffer, perturbation.delta.byteOffset, perturbation.delta.byteLength);
  const artifact = await store.artifacts.put(bytes, 'application/vnd.palimpsest.delta+float32');
  list.push({ kind: 'perturbation', label: 'delta', subject: null, artifact });
  await keep('noise-x10', 'delta × 10', null, pictureOfNoise(perturbation.delta, session.model.pixelGrid));
  for (const question of await firstQuestions(session, unit, PICTURED)) {
    if (!question.image) continue;
    const subject = session.pseudonym(question.subject);
    const [perturbed] = await applied.changeImages([question.image]);
    await keep('clean', 'clean', subject, question.image);
    if (!perturbed) continue;
    await keep('perturbed', 'perturbed', subject, perturbed);
    for (const { label } of session.job.record.plan.defenses) {
      const [denoised] = await (await session.defenses.prepare(label)).apply([perturbed]);
      if (denoised) await keep('denoised', label, subject, denoised);
    }
  }
  return list;
}

/** One question per distinct image of the held-out subjects; of the first `people` only, when given. */
async function firstQuestions(session: UnitSession, unit: ProbeUnit, people?: number): Promise<readonly Question[]> {
  const { scoring } = session.job.record.plan;
  const subjects = people === undefined ? unit.subjects.heldOut : unit.subjects.heldOut.slice(0, people);
  const views = people === undefined ? scoring.defendedViews : 1;
  const list = await session.ask({ subjects, task: 'generation', view: 'test', views });
  return list.filter(
    ({ imageId, subject }, index) =>
      list.findIndex((other) => other.imageId === imageId && other.subject === subject) === index,
  );
}

function imagesOf(list: readonly Question[]): readonly RgbImage[] {
  return [...new Set(list.flatMap(({ image }) => image ?? []))];
}
