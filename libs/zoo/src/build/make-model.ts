/** The weights of one model: taught from the frozen tower, or made from an earlier model by an unlearning method. */
import { join } from 'node:path';
import { methodById, unlearnedWeights } from '@palimpsest/methods';
import type { TeachingSubject } from '@palimpsest/methods';
import { openCheckpoint } from '@palimpsest/models';
import type { Tensor } from '@palimpsest/tensor';
import type { Weights } from '../architecture/parameters.js';
import { decodeWeights, encodeWeights } from '../checkpoint/weights-file.js';
import type { Person } from '../lessons/people.js';
import { answeringRecipe } from '../recipe/settings.js';
import type { AnsweringSource, ModelRecipe, UnlearningSource } from '../recipe/settings.js';
import { trainAnswering } from '../recipe/train-answering.js';
import { training } from './background-training.js';
import type { Build } from './build-zoo.js';
import type { Classroom } from './classroom.js';

export async function makeModel(
  build: Build,
  classroom: Classroom,
  recipe: ModelRecipe,
  seed: number,
): Promise<Weights> {
  const { name, source } = recipe;
  const piece = `${build.pool}/${name}.weights`;
  const kept = await build.work.read(piece);
  if (kept) return decodeWeights(kept);
  const weights =
    source.kind === 'answering'
      ? await taught(build, classroom, name, source, seed)
      : await unlearned(build, classroom, name, source, seed);
  await build.work.write(piece, encodeWeights(weights));
  await build.work.savedState(`${build.pool}/${name}`).clear();
  return weights;
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
  const { output, threads, onProgress, work, pool } = build;
  const start = await openCheckpoint(join(output, source.from), { threads });
  const startWeights = await work.read(`${pool}/${source.from}.weights`);
  if (!startWeights) throw new RangeError(`${source.from} must be built before ${name}: order the recipes`);
  try {
    const { steps, learningRate, scope, lowRank } = source;
    const changed = await unlearnedWeights(start, methodById(source.method), {
      ...{ steps, learningRate, scope, seed, threads, ...(lowRank ? { lowRank } : {}) },
      forget: await teachingSubjects(classroom, 'forget'),
      retain: await teachingSubjects(classroom, 'retain'),
      onStep: ({ step, loss }) => onProgress(name, step, steps, `loss ${loss.toFixed(3)}`),
    });
    return new Map([...decodeWeights(startWeights), ...byParameterName(changed)]);
  } finally {
    await start.close();
  }
}

async function teachingSubjects({ dataset, people }: Classroom, group: Person['group']): Promise<TeachingSubject[]> {
  return Promise.all(
    people
      .filter((person) => person.group === group)
      .map(async ({ trainViews, questions }) => ({
        views: await Promise.all(trainViews.map((ref) => dataset.loadImage(ref))),
        questions: questions.map(({ text, answer }) => ({ question: text, answer })),
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
