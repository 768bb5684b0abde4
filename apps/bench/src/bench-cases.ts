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
  /** Of these at a time, on both sides. */
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
  const rounds = (images: number) => (quick ? 2 : images > 4 ? 8 : 12);
  const groups = [
    ...batches.map((images) => suaGroup('zoo', images, 4, quick ? 10 : 40)),
    ...large.map((images) => suaGroup('llava-40m', images, 1, rounds(images))),
    ...large.filter((images) => images > 2).map((images) => [inPasses('llava-40m', images, 2, rounds(images))]),
    [trainingCase(quick ? 4 : 15)],
  ];
  return groups.filter(
    (group) => only.length === 0 || group.some(({ name }) => only.some((part) => name.includes(part))),
  );
}

function suaGroup(model: ModelName, images: number, questionsPerImage: number, rounds: number): readonly BenchCase[] {
  const shared = { model, images, questionsPerImage, imagesPerPass: images, rounds };
  return [
    { name: `sua-step/${model}/batch-${images}`, work: 'step', ...shared },
    { name: `sua-forward/${model}/batch-${images}`, work: 'forward', ...shared },
  ];
}

/** The same step over a few images at a time: less memory. */
function inPasses(model: ModelName, images: number, imagesPerPass: number, rounds: number): BenchCase {
  const name = `sua-step/${model}/batch-${images}/passes-of-${imagesPerPass}`;
  return { name, model, work: 'step', images, questionsPerImage: 1, imagesPerPass, rounds };
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
