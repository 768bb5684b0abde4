/**
 * What one step of SUA will take on this machine, before anybody waits for it. Memory follows from the graph; time from
 * its products and from how fast this machine multiplies. Both were held to `npm run bench`: memory of the reference
 * model and of one with 40 million parameters within a tenth (ADR 9's machine), products 84 % of the time of the latter.
 */
import { gradientCost, type Diagnosis, type StepSize, type VisionLanguageModel } from '@palimpsest/models';
import { GraphBuilder } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { zeros } from '@palimpsest/tensor';

export interface StepEstimate extends StepSize {
  /** Resident bytes of a process that computes the losses, and of one that computes their gradients, too. */
  readonly forwardBytes: number;
  readonly gradientBytes: number;
  /** Of the gradient step, with one thread, as audits run. */
  readonly seconds: number;
}

/** Of Node with onnxruntime, nothing open. */
const processBytes = 190e6;
/** What an arena holds beyond the values that are alive. */
const arenaShare = 1.13;
/** The rest of a step beside its products. */
const timeBesideProducts = 1 / 0.84;

/** SUA shows each image as it is and denoised. @throws BlockedGradientError */
export async function estimateStep(
  model: Pick<VisionLanguageModel, 'graphs' | 'pixelGrid'>,
  { bytes }: Pick<Diagnosis, 'bytes'>,
  size: StepSize,
): Promise<StepEstimate> {
  const { forward, gradient } = gradientCost(model, { ...size, images: 2 * size.images });
  const resident = (live: number) => processBytes + bytes + arenaShare * live;
  return {
    ...size,
    forwardBytes: resident(forward.liveBytes),
    gradientBytes: resident(gradient.liveBytes),
    seconds: (gradient.flops / (await multiplicationRate())) * timeBesideProducts,
  };
}

const side = 512;
const rounds = 12;

/** Floating-point operations per second of a product of two matrices, one thread. */
async function multiplicationRate(): Promise<number> {
  const g = new GraphBuilder();
  const [a, b] = ['a', 'b'].map((name) => g.input(name, 'float32', [side, side])) as [
    ReturnType<GraphBuilder['input']>,
    ReturnType<GraphBuilder['input']>,
  ];
  g.output(g.matMul(a, b), 'product');
  const session = await openSession({ graph: g });
  const feeds = { a: zeros('float32', [side, side]), b: zeros('float32', [side, side]) };
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    await session.run(feeds);
    times.push(performance.now() - begun);
  }
  await session.close();
  return (2 * side ** 3) / (Math.min(...times) / 1000);
}
