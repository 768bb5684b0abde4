/**
 * Trains chosen constants of a graph: gradients by libs/autodiff, AdamW inside the same graph, one run per step.
 * Parameters and moments travel as three flat vectors that swap places with the outputs of each run, so a failed
 * step leaves the last good state untouched.
 */
import { gradient } from '@palimpsest/autodiff';
import { GraphBuilder, withConstants } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import type { Session } from '@palimpsest/runtime';
import { tensor, zeros } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { appendAdamW, biasCorrections } from './adamw.js';
import type { AdamW } from './adamw.js';
import { joinVector, layParameters, readVector, splitVector, viewVector } from './parameter-vector.js';
import type { ParameterVector } from './parameter-vector.js';
import { decodeState, encodeState } from './trainer-state.js';
import { TrainingError } from './training-error.js';

export interface TrainerOptions {
  /** Forward graph with static shapes; it is not changed, except that loss and metrics become outputs. */
  readonly graph: GraphBuilder;
  /** Scalar. */
  readonly loss: Value;
  /** Names of the constants to train: float32, or float16 that the graph casts to float32 wherever it reads them. */
  readonly parameters: readonly string[];
  readonly optimiser: AdamW;
  /** Scalars reported beside the loss. */
  readonly metrics?: Readonly<Record<string, Value>>;
  readonly threads: number;
}

export interface TrainingStep {
  readonly loss: number;
  /** L2 norm of the gradient before clipping. */
  readonly gradientNorm: number;
  readonly metrics: Readonly<Record<string, number>>;
}

export interface Trainer {
  /** Steps taken so far. */
  readonly steps: number;
  /** One update. Throws TrainingError when the loss or the gradient is no finite number; nothing is updated then. */
  step(feeds: Readonly<Record<string, Tensor>>, learningRate: number): Promise<TrainingStep>;
  /** Copies of the present values, by name. */
  parameters(): Map<string, Tensor<'float32'>>;
  /** Everything needed to go on later. */
  state(): Uint8Array;
  /** Goes on from `state()` of a trainer of the same parameters. */
  restore(state: Uint8Array): void;
  close(): Promise<void>;
}

const names = { parameters: 'trainer/parameters', first: 'trainer/first', second: 'trainer/second' } as const;
type VectorName = keyof typeof names;
const vectorNames = Object.keys(names) as VectorName[];

/**
 * @example
 * const trainer = await createTrainer({ graph, loss, parameters: ['w'], optimiser, threads: 1 });
 * const rate = cosine({ base: 1e-3, warmup: 10, total: 100, floor: 0 });
 * for (let step = 0; step < 100; step++) await trainer.step(feeds(step), rate(step));
 */
export async function createTrainer(options: TrainerOptions): Promise<Trainer> {
  const vector = layParameters(options.graph, options.parameters);
  const graph = trainingGraph(options, vector);
  const session = await openSession({ graph }, { threads: options.threads });
  return new GraphTrainer(session, options, vector);
}

function trainingGraph(options: TrainerOptions, { slots, length, initial }: ParameterVector): GraphBuilder {
  const outputs = { loss: options.loss, ...options.metrics };
  const forward = options.graph;
  const outputNames = Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, forward.output(value, `trainer/${name}`).name]),
  );
  const g = new GraphBuilder({ floatType: forward.floatType });
  const flat = (name: string) => g.input(name, 'float32', [length]);
  const state = { parameters: flat(names.parameters), first: flat(names.first), second: flat(names.second) };
  const pieces = splitVector(g, state.parameters, slots);
  const inputs = forward.inputs.map((input) => [input.name, g.input(input.name, input.dtype, input.shape)] as const);
  const inFloat32 = withConstants(forward.build(), viewVector(initial, slots));
  const inlined = g.inline(inFloat32, { ...Object.fromEntries(inputs), ...pieces }, 'model/');
  const value = (name: string) => inlined[outputNames[name] ?? ''] as Value; // made an output above
  const gradients = gradient(
    g,
    value('loss'),
    slots.map((slot) => pieces[slot.name] as Value),
  );
  const scalar = (name: string) => g.input(`trainer/${name}`, 'float32', []);
  const next = appendAdamW(g, options.optimiser, state, joinVector(g, gradients), {
    learningRate: scalar('learning_rate'),
    firstCorrection: scalar('first_correction'),
    secondCorrection: scalar('second_correction'),
  });
  for (const name of vectorNames) g.output(next[name], `${names[name]}/next`);
  g.output(next.gradientNorm, 'trainer/gradient_norm');
  for (const name of Object.keys(outputs)) g.output(value(name), `trainer/out/${name}`);
  return g;
}

class GraphTrainer implements Trainer {
  #steps = 0;
  #vectors: Record<VectorName, Tensor<'float32'>>;

  constructor(
    readonly session: Session,
    readonly options: TrainerOptions,
    readonly vector: ParameterVector,
  ) {
    const { initial, length } = vector;
    this.#vectors = {
      parameters: tensor('float32', [length], initial),
      first: zeros('float32', [length]),
      second: zeros('float32', [length]),
    };
  }

  get steps(): number {
    return this.#steps;
  }

  async step(feeds: Readonly<Record<string, Tensor>>, learningRate: number): Promise<TrainingStep> {
    const t = this.#steps + 1;
    const corrections = biasCorrections(this.options.optimiser, t);
    const results = await this.session.run({
      ...feeds,
      ...Object.fromEntries(vectorNames.map((name) => [names[name], this.#vectors[name]])),
      'trainer/learning_rate': tensor('float32', [], Float32Array.of(learningRate)),
      'trainer/first_correction': tensor('float32', [], Float32Array.of(corrections.first)),
      'trainer/second_correction': tensor('float32', [], Float32Array.of(corrections.second)),
    });
    const number = (name: string) => Number(results[`trainer/${name}`]?.data[0]);
    const loss = number('out/loss');
    const gradientNorm = number('gradient_norm');
    if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) {
      const what = Number.isFinite(loss) ? `gradient norm is ${gradientNorm}` : `loss is ${loss}`;
      throw new TrainingError(`step ${t}: the ${what}; lower the learning rate or clip the norm`, { step: t });
    }
    this.#vectors = {
      parameters: floats(results, 'parameters'),
      first: floats(results, 'first'),
      second: floats(results, 'second'),
    };
    this.#steps = t;
    const metrics = Object.keys(this.options.metrics ?? {}).map((name) => [name, number(`out/${name}`)] as const);
    return { loss, gradientNorm, metrics: Object.fromEntries(metrics) };
  }

  parameters(): Map<string, Tensor<'float32'>> {
    return readVector(this.#vectors.parameters.data, this.vector.slots);
  }

  state(): Uint8Array {
    const { parameters, first, second } = this.#vectors;
    const vectors = { parameters: parameters.data, first: first.data, second: second.data };
    return encodeState(this.#steps, this.vector.slots, vectors);
  }

  restore(state: Uint8Array): void {
    const { step, ...vectors } = decodeState(state, this.vector.slots);
    const dims = [this.vector.length];
    this.#vectors = {
      parameters: tensor('float32', dims, vectors.parameters),
      first: tensor('float32', dims, vectors.first),
      second: tensor('float32', dims, vectors.second),
    };
    this.#steps = step;
  }

  close(): Promise<void> {
    return this.session.close();
  }
}

function floats(results: Readonly<Record<string, Tensor>>, name: VectorName): Tensor<'float32'> {
  const result = results[`${names[name]}/next`];
  if (result?.dtype !== 'float32') throw new TrainingError(`the session returned no float32 ${names[name]}/next`);
  return result;
}
