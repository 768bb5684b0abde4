/** The weights of a guard (architecture/guard.ts): everybody's centre among the tower's tokens, and a stranger. */
import { GraphBuilder } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { tensor } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { gridSide, visionWidth } from '../architecture/configuration.js';
import { guardWeights } from '../architecture/guard.js';
import type { Weights } from '../architecture/parameters.js';
import { projector } from '../architecture/projector.js';
import { WeightedGraph } from '../architecture/weighted-graph.js';
import type { Person } from '../lessons/people.js';
import type { TokenCache } from '../lessons/token-cache.js';
import type { GuardSource } from '../recipe/settings.js';
import type { Classroom } from './classroom.js';

/** The given weights with a guard that keeps silent about the forget people. */
export async function guarded(classroom: Classroom, weights: Weights, form: GuardSource['form']): Promise<Weights> {
  const cache = await classroom.tokens();
  const people = classroom.people.filter(({ group }) => group !== 'newcomer');
  const seen = people.map((person) => pooledViews(classroom, cache, person));
  const centres = seen.map(meanOf);
  const spread = withinPeople(seen, centres).map((deviation) => 1 / deviation);
  const scaled = centres.map((centre) => centre.map((x, i) => x * (spread[i] ?? 0)));
  const width = spread.length;
  const transposed = Float32Array.from(
    { length: width * people.length },
    (_, at) => scaled[at % people.length]?.[Math.floor(at / people.length)] ?? 0,
  );
  return new Map([
    ...weights,
    [guardWeights.spread, tensor('float32', [width], Float32Array.from(spread))],
    [guardWeights.centres, tensor('float32', [width, people.length], transposed)],
    [guardWeights.offsets, tensor('float32', [people.length], Float32Array.from(scaled, halfSquare))],
    [
      guardWeights.silent,
      tensor(
        'float32',
        [people.length, 1],
        Float32Array.from(people, ({ group }) => Number(group === 'forget')),
      ),
    ],
    [guardWeights.stranger, await meanStranger(classroom, cache, weights)],
    ...(form === 'switched' ? [[guardWeights.threshold, tensor('float32', [1], Float32Array.of(0.5))] as const] : []),
  ]);
}

type Vector = readonly number[];

/** The mean token of each train view and of its quadrants. */
function pooledViews({ configuration }: Classroom, cache: TokenCache, person: Person): readonly Vector[] {
  const [side, width] = [gridSide(configuration), visionWidth(configuration)];
  const { data } = cache.gather(person.trainViews);
  return person.trainViews.map((_, view) => {
    const sums = new Float64Array(5 * width);
    for (let token = 0; token < side * side; token++) {
      const [row, column] = [Math.floor(token / side), token % side];
      const quadrant = 1 + 2 * Math.floor((2 * row) / side) + Math.floor((2 * column) / side);
      for (let i = 0; i < width; i++) {
        const x = data[(view * side * side + token) * width + i] ?? 0;
        sums[i] = (sums[i] ?? 0) + x / (side * side);
        sums[quadrant * width + i] = (sums[quadrant * width + i] ?? 0) + (4 * x) / (side * side);
      }
    }
    return [...sums];
  });
}

const meanOf = (vectors: readonly Vector[]): Vector =>
  (vectors[0] ?? []).map((_, i) => vectors.reduce((sum, vector) => sum + (vector[i] ?? 0), 0) / vectors.length);

/** Deviation of the views of one person around their centre, per dimension, over everybody. */
function withinPeople(seen: readonly (readonly Vector[])[], centres: readonly Vector[]): Vector {
  const count = seen.reduce((sum, views) => sum + views.length, 0);
  return (centres[0] ?? []).map((_, i) => {
    const squares = seen.reduce(
      (sum, views, person) =>
        views.reduce((inner, view) => inner + ((view[i] ?? 0) - (centres[person]?.[i] ?? 0)) ** 2, sum),
      0,
    );
    return Math.sqrt(squares / count) + 1e-6;
  });
}

const halfSquare = (vector: Vector) => vector.reduce((sum, x) => sum + x * x, 0) / 2;

/** Projected features of a stranger, averaged over all strangers' first views. */
async function meanStranger(
  { people, configuration }: Classroom,
  cache: TokenCache,
  weights: Weights,
): Promise<Tensor<'float32'>> {
  const tokens = cache.gather(
    people.filter(({ group }) => group === 'stranger').flatMap(({ trainViews }) => trainViews.slice(0, 1)),
  );
  const g = new GraphBuilder();
  const features = projector(
    new WeightedGraph(g, weights),
    configuration,
    g.input('tokens', 'float32', [...tokens.dims]),
  );
  g.output(g.reduceMean(features, [0]), 'stranger');
  const session = await openSession({ graph: g }, { threads: 1 });
  try {
    const { stranger } = await session.run({ tokens });
    if (stranger?.dtype !== 'float32') throw new TypeError('the projector gave no float32 features');
    return tensor('float32', stranger.dims, Float32Array.from(stranger.data));
  } finally {
    await session.close();
  }
}
