/**
 * How δ moves: sign-gradient descent as in the paper, or Adam as a variant. Both end with the projection to
 * the ε-ball, in the graph, so a δ that leaves it cannot exist. State lives in named tensors of δ's shape that
 * the loop feeds back.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';

export interface UpdateRule {
  readonly id: 'sign' | 'adam';
  /** Tensors kept between steps: graph inputs of these names, outputs `next_‹name›`; zero at the start. */
  readonly state: readonly string[];
  /** Appends the update. Adds inputs `alpha` and `epsilon`, the state's and those of `scalars`. */
  build(g: GraphBuilder, delta: Value, gradient: Value): Value;
  /** Values of the rule's own scalar inputs at a step, counted from 0. */
  scalars(step: number): Readonly<Record<string, number>>;
}

/** δ ← clip(δ − α·sign(∂L/∂δ), −ε, ε) */
export const signDescent: UpdateRule = {
  id: 'sign',
  state: [],
  build: (g, delta, gradient) => project(g, g.sub(delta, g.mul(g.input('alpha', g.floatType, []), g.sign(gradient)))),
  scalars: () => ({}),
};

const decay = { first: 0.9, second: 0.999 };

/** δ ← clip(δ − α·m̂/(√v̂ + 1e-12), −ε, ε), m̂ and v̂ the bias-corrected moments of Kingma & Ba (2015). */
export const adamDescent: UpdateRule = {
  id: 'adam',
  state: ['first_moment', 'second_moment'],
  build: (g, delta, gradient) => {
    const running = (name: string, rate: number, sample: Value) => {
      const previous = g.input(name, g.floatType, delta.shape);
      return g.output(g.add(g.mul(previous, rate), g.mul(sample, 1 - rate)), `next_${name}`);
    };
    const first = running('first_moment', decay.first, gradient);
    const second = running('second_moment', decay.second, g.mul(gradient, gradient));
    const correctedFirst = g.mul(first, g.input('first_correction', g.floatType, []));
    const correctedSecond = g.mul(second, g.input('second_correction', g.floatType, []));
    const direction = g.div(correctedFirst, g.add(g.sqrt(correctedSecond), 1e-12));
    return project(g, g.sub(delta, g.mul(g.input('alpha', g.floatType, []), direction)));
  },
  scalars: (step) => ({
    first_correction: 1 / (1 - decay.first ** (step + 1)),
    second_correction: 1 / (1 - decay.second ** (step + 1)),
  }),
};

export const updateRules = { sign: signDescent, adam: adamDescent } as const;

function project(g: GraphBuilder, moved: Value): Value {
  const epsilon = g.input('epsilon', g.floatType, []);
  return g.clip(moved, g.neg(epsilon), epsilon);
}
