/** What is timed: each case is one piece of work that ours and PyTorch both do on the same numbers. */
import type { ModelName } from './models/bench-models.js';
import type { RealModelName } from './models/real-models.js';

/** `step`: a whole SUA step. `forward`: its losses alone. `training`: forward, backward, clipping and AdamW. */
export type Work = 'step' | 'forward' | 'training';

export interface BenchCase {
  /** Also the name of its row: `sua-step/llava-40m/batch-4`. */
  readonly name: string;
  readonly model: ModelName | RealModelName;
  readonly work: Work;
  /** Images per step. A SUA step shows the network twice as many: x' and D(x'). */
  readonly images: number;
  readonly questionsPerImage: number;
  /** Timed repeats, after one that is not. */
  readonly rounds: number;
  /** What our side computes again instead of keeping. */
  readonly recompute?: 'attention' | 'layers';
}

export interface CaseChoice {
  readonly quick: boolean;
  /** Models of published sizes instead of the small ones. */
  readonly real: boolean;
  /** Parts of names; all cases unless given. */
  readonly only: readonly string[];
}

const batches = [1, 4, 8] as const;

/** A step and its forward pass stand together: they are interleaved, and their quotient is the forward share. */
export function benchCases({ quick, real, only }: CaseChoice): readonly (readonly BenchCase[])[] {
  const groups = real ? realGroups(quick) : smallGroups(quick);
  return groups.filter(
    (group) => only.length === 0 || group.some(({ name }) => only.some((part) => name.includes(part))),
  );
}

function smallGroups(quick: boolean): readonly (readonly BenchCase[])[] {
  const large = quick ? batches.slice(0, 2) : batches;
  const rounds = (images: number) => (quick ? 2 : images > 4 ? 8 : 12);
  return [
    ...batches.map((images) => suaGroup('zoo', images, 4, quick ? 10 : 40)),
    ...large.map((images) => suaGroup('llava-40m', images, 1, rounds(images))),
    ...(quick ? [] : (['attention', 'layers'] as const).map((what) => [recomputing(what)])),
    [trainingCase(quick ? 4 : 15)],
  ];
}

/** Steps alone: a step of the largest takes half a minute. */
function realGroups(quick: boolean): readonly (readonly BenchCase[])[] {
  const step = (model: RealModelName, images: number) => suaGroup(model, images, 1, quick ? 1 : 5).slice(0, 1);
  return [step('smolvlm-256m', 1), ...(quick ? [] : [step('smolvlm-256m', 4)]), step('llava-900m', 1)];
}

function suaGroup(
  model: BenchCase['model'],
  images: number,
  questionsPerImage: number,
  rounds: number,
): readonly BenchCase[] {
  const shared = { model, images, questionsPerImage, rounds };
  return [
    { name: `sua-step/${model}/batch-${images}`, work: 'step', ...shared },
    { name: `sua-forward/${model}/batch-${images}`, work: 'forward', ...shared },
  ];
}

/** Less memory for more time; PyTorch keeps everything. */
function recomputing(recompute: NonNullable<BenchCase['recompute']>): BenchCase {
  const name = `sua-step/llava-40m/batch-4/recompute-${recompute}`;
  return { name, model: 'llava-40m', work: 'step', images: 4, questionsPerImage: 1, rounds: 6, recompute };
}

/** The size of a step of the zoo's recipe. */
function trainingCase(rounds: number): BenchCase {
  return { name: 'training-step/zoo', model: 'zoo', work: 'training', images: 48, questionsPerImage: 4, rounds };
}
