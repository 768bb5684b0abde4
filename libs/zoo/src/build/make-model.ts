/**
 * The weights of one model: taught from the frozen tower, or made from an earlier model by unlearning methods, by
 * noise or by a guard.
 */
import { join } from 'node:path';
import { methodById, unlearnedWeights } from '@palimpsest/methods';
import type { TeachingSubject } from '@palimpsest/methods';
import { openCheckpoint } from '@palimpsest/models';
import { Rng } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import type { Weights } from '../architecture/parameters.js';
import { decodeWeights, encodeWeights } from '../checkpoint/weights-file.js';
import { askedByName } from '../lessons/by-name.js';
import type { Person, Question } from '../lessons/people.js';
import { answeringRecipe } from '../recipe/settings.js';
import type { AnsweringSource, ModelRecipe, UnlearningSource, UnlearningStage } from '../recipe/settings.js';
import { trainAnswering } from '../recipe/train-answering.js';
import { training } from './background-training.js';
import type { Build } from './build-zoo.js';
import type { Classroom } from './classroom.js';
import { damaged } from './damage.js';
import { guarded } from './guard.js';

export async function makeModel(
  build: Build,
  classroom: Classroom,
  recipe: ModelRecipe,
  seed: number,
): Promise<Weights> {
  const { name } = recipe;
  const piece = `${build.pool}/${name}.weights`;
  const kept = await build.work.read(piece);
  if (kept) return decodeWeights(kept);
  const weights = await made(build, classroom, recipe, seed);
  await build.work.write(piece, encodeWeights(weights));
  await build.work.savedState(`${build.pool}/${name}`).clear();
  return weights;
}

async function made(build: Build, classroom: Classroom, recipe: ModelRecipe, seed: number): Promise<Weights> {
  const { name, source } = recipe;
  switch (source.kind) {
    case 'answering':
      return taught(build, classroom, name, source, seed);
    case 'unlearning':
      return unlearned(build, classroom, name, source, seed);
    case 'damage':
      return damaged(await earlier(build, source.from, name), source.noise, new Rng(`damage/${seed}`));
    case 'guard':
      return guarded(classroom, await earlier(build, source.from, name), source.form);
  }
}

/** Weights of a model that was built before. */
async function earlier({ work, pool }: Build, from: string, name: string): Promise<Weights> {
  const weights = await work.read(`${pool}/${from}.weights`);
  if (!weights) throw new RangeError(`${from} must be built before ${name}: order the recipes`);
  return decodeWeights(weights);
}

async function taught(build: Build, classroom: Classroom, name: string, source: AnsweringSource, seed: number) {
  const { people } = classroom;
  const isKnown = ({ group }: Person) => group === 'retain' || (group === 'forget' && source.knows === 'forget+retain');
  return trainAnswering({
    ...classroom,
    recipe: answeringRecipe,
    people: people.filter(isKnown),
    strangers: people.filter(({ group }) => group === 'stranger'),
    cache: await classroom.tokens(),
    seed,
    ...training(build, name, `${build.pool}/${name}`),
  });
}

async function unlearned(build: Build, classroom: Classroom, name: string, source: UnlearningSource, seed: number) {
  const { output, threads, onProgress } = build;
  const startWeights = await earlier(build, source.from, name);
  let model = await openCheckpoint(join(output, source.from), { threads });
  const changed = new Map<string, Tensor>();
  try {
    for (const [turn, stage] of [source, ...(source.then ?? [])].entries()) {
      const { steps, learningRate, scope, lowRank, weights } = stage;
      const values = await unlearnedWeights(model, methodById(stage.method), {
        ...{ steps, learningRate, scope, seed, threads, ...weights, ...(lowRank ? { lowRank } : {}) },
        ...(await teachingSets(classroom, stage)),
        onStep: ({ step, loss }) =>
          onProgress(turn === 0 ? name : `${name}, then ${stage.method}`, step, steps, `loss ${loss.toFixed(3)}`),
      });
      for (const [key, value] of values) changed.set(key, value);
      if (turn === (source.then ?? []).length) break;
      const next = await model.graphs.withParameters(values);
      await model.close();
      model = next;
    }
    return new Map([...startWeights, ...byParameterName(changed)]);
  } finally {
    await model.close();
  }
}

async function teachingSets(classroom: Classroom, { questions, asked }: UnlearningStage) {
  const [forget, retain] = [
    await teachingSubjects(classroom, 'forget', questions),
    await teachingSubjects(classroom, 'retain'),
  ];
  if (asked !== 'by-name') return { forget, retain };
  const named = classroom.people
    .filter(({ group }) => group === 'forget')
    .map((person) => ({
      views: [],
      questions: askedByName(person).map(({ text, answer }) => ({ question: text, answer })),
    }));
  return { forget: named, retain: [...forget, ...retain] };
}

async function teachingSubjects(
  { dataset, people }: Classroom,
  group: Person['group'],
  only?: Question['task'],
): Promise<TeachingSubject[]> {
  return Promise.all(
    people
      .filter((person) => person.group === group)
      .map(async ({ trainViews, questions }) => ({
        views: await Promise.all(trainViews.map((ref) => dataset.loadImage(ref))),
        questions: questions
          .filter(({ task }) => !only || task === only)
          .map(({ text, answer }) => ({ question: text, answer })),
      })),
  );
}

/** Graph constants are called `<file>/<parameter>`. */
function byParameterName(changed: ReadonlyMap<string, Tensor>): [string, Tensor<'float32'>][] {
  return [...changed].map(([name, value]) => {
    if (value.dtype !== 'float32') throw new TypeError(`${name} is ${value.dtype}: reference models are float32`);
    return [name.slice(name.indexOf('/') + 1), value];
  });
}
