/** What is timed: each case is one piece of work that ours and PyTorch both do on the same numbers. */
import type { ModelName } from './models/bench-models.js';

/** `step`: a whole SUA step. `forward`: its losses alone. `training`: forward, backward, clipping and AdamW. */
export type Work = 'step' | 'forward' | 'training';

export interface BenchCase {
  /** Also the name of its row: `sua-step/llava-40m/batch-4`. */
  readonly name: string;
  readonly model: ModelName;
  readonly work: Work;
  /** Images per step. A SUA step shows the network twice as many: x' and D(x'). */
  readonly images: number;
  readonly questionsPerImage: number;
  /** Of ours, at most: a large model is faster and smaller in passes that stay in the cache. PyTorch is not. */
  readonly imagesPerPass: number;
  /** Timed repeats, after one that is not. */
  readonly rounds: number;
}

export interface CaseChoice {
  readonly quick: boolean;
  /** Parts of names; all cases unless given. */
  readonly only: readonly string[];
}

const batches = [1, 4, 8] as const;

/** A step and its forward pass stand together: they are interleaved, and their quotient is the forward share. */
export function benchCases({ quick, only }: CaseChoice): readonly (readonly BenchCase[])[] {
  const large = quick ? batches.slice(0, 2) : batches;
  const groups = [
    ...batches.map((images) =>
      suaGroup('zoo', images, { questionsPerImage: 4, imagesPerPass: 8, rounds: quick ? 10 : 40 }),
    ),
    ...large.map((images) =>
      suaGroup('llava-40m', images, {
        questionsPerImage: 1,
        imagesPerPass: 2,
        rounds: quick ? 2 : images > 4 ? 8 : 12,
      }),
    ),
    [trainingCase(quick ? 4 : 15)],
  ];
  return groups.filter(
    (group) => only.length === 0 || group.some(({ name }) => only.some((part) => name.includes(part))),
  );
}

type Manner = Pick<BenchCase, 'questionsPerImage' | 'imagesPerPass' | 'rounds'>;

function suaGroup(model: ModelName, images: number, manner: Manner): readonly BenchCase[] {
  const shared = { model, images, ...manner };
  return [
    { name: `sua-step/${model}/batch-${images}`, work: 'step', ...shared },
    { name: `sua-forward/${model}/batch-${images}`, work: 'forward', ...shared },
  ];
}

/** The size of a step of the zoo's recipe. */
function trainingCase(rounds: number): BenchCase {
  return {
    name: 'training-step/zoo',
    model: 'zoo',
    work: 'training',
    images: 48,
    questionsPerImage: 4,
    imagesPerPass: 48,
    rounds,
  };
}
