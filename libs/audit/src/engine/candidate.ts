/**
 * Making a candidate real: which model answers, on which images, and what the runner itself can tell about
 * the attack. Trust stops at the candidate: δ is clipped, rounded and sent through a PNG file here.
 */
import type { RgbImage } from '@palimpsest/datasets';
import type { VisionLanguageModel } from '@palimpsest/models';
import { Rng } from '@palimpsest/tensor';
import type { Candidate, Sample } from '../plugins/probe.js';
import { AuditInputError } from './errors.js';
import { meanLogProbability, withImages, type Examinee } from './examine.js';
import { distance, perturb, project, throughPng } from './perturb.js';
import type { Question } from './questions.js';
import type { UnitSession } from './unit-session.js';
import type { AttackFacts } from './health.js';

export interface Applied {
  /** Clipped δ and its bound; null when the images are not changed. */
  readonly perturbation: { readonly delta: Float32Array; readonly epsilon: number } | null;
  changeImages(images: readonly RgbImage[]): Promise<readonly RgbImage[]>;
  /** As the candidate asks them: other words, other pictures, some left out. */
  change(list: readonly Question[]): Promise<readonly Question[]>;
  readonly examinee: Examinee;
  /** Measured on the images that were really asked about, so complete only after scoring. */
  readonly epsilon: () => AttackFacts['epsilon'];
  readonly training: AttackFacts['training'];
}

/** Nothing is changed: the model as it is, asked as the data set asks. */
export const isPlain = ({ model, perturbation, embeddings, rephrase, sampling, membership }: Candidate): boolean =>
  !model && !perturbation && !embeddings && !rephrase && !sampling && !membership;

/** How many training samples the health check asks about. */
const TRAINING_SAMPLES = 64;

/** @throws AuditInputError when a probe that declares no ε returns a perturbation */
export async function applyCandidate(
  session: UnitSession,
  candidate: Candidate,
  declared: number | null,
  train: readonly Sample[],
): Promise<Applied> {
  const model = candidate.model ?? session.model;
  const reworded = (list: readonly Question[]) => reword(list, candidate.rephrase);
  const examinee = { model, sampling: candidate.sampling ?? null, seed: session.job.unit.seed };
  if (!candidate.perturbation) {
    return {
      examinee,
      perturbation: null,
      changeImages: (images) => Promise.resolve(images),
      change: (list) => Promise.resolve(reworded(list)),
      epsilon: () => null,
      training:
        candidate.model && candidate.steps !== 0
          ? await training(session, model, train, (list) => Promise.resolve(list))
          : null,
    };
  }
  if (declared === null) {
    throw new AuditInputError(
      'Probe',
      `${session.job.unit.title} changed the image but declares no ε`,
      'Give the definition an epsilon(params).',
    );
  }
  const epsilon = candidate.use === 'unbounded-check' ? 1 : declared;
  const projected = project(candidate.perturbation.delta, epsilon);
  const seen = new Map<RgbImage, Promise<RgbImage>>();
  let saved = 0;
  const one = async (image: RgbImage) => {
    const changed = await throughPng(perturb(image, projected.delta, epsilon), session.ports.images);
    saved = Math.max(saved, distance(image, changed));
    return changed;
  };
  const cached = (image: RgbImage) => {
    const known = seen.get(image) ?? one(image);
    seen.set(image, known);
    return known;
  };
  const changeImages = (images: readonly RgbImage[]) => Promise.all(images.map(cached));
  return {
    examinee,
    perturbation: { delta: projected.delta, epsilon },
    changeImages,
    change: (list) => withImages(reworded(list), changeImages),
    epsilon: () => ({
      bound: epsilon,
      raw: projected.violated && projected.largest <= epsilon ? Number.NaN : projected.largest,
      saved,
    }),
    training: await training(session, model, train, (list) => withImages(list as readonly Question[], changeImages)),
  };
}

/** A picture that was changed is another picture: it must not share its features with the old one. */
function reword(list: readonly Question[], rephrase: Candidate['rephrase']): readonly Question[] {
  if (!rephrase) return list;
  return list.flatMap((question) => {
    const { attribute, choices, image, paraphrases } = question;
    const wording = rephrase({ question: question.question, attribute, choices, image, paraphrases });
    if (!wording) return [];
    const imageId = wording.image === image ? question.imageId : `${question.imageId}/${question.itemId}`;
    return [{ ...question, ...wording, imageId }];
  });
}

async function training(
  session: UnitSession,
  model: VisionLanguageModel,
  train: readonly Sample[],
  change: (list: readonly Sample[]) => Promise<readonly Sample[]>,
): Promise<AttackFacts['training']> {
  if (train.length === 0) return null;
  const few = new Rng('training check').sample(train, Math.min(TRAINING_SAMPLES, train.length));
  const { batch } = session.job.record.plan.scoring;
  return {
    before: await meanLogProbability(session.model, few, batch),
    after: await meanLogProbability(model, await change(few), batch),
  };
}
