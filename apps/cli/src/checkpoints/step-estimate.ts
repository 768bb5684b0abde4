/**
 * What one step of SUA will take on this machine, before anybody waits for it. Memory follows from the graph; time from
 * its products and from how fast this machine multiplies. Held to measurements (EPYC, one thread, 32 tokens), for 40
 * million parameters: 8.39 s said and 8.34 measured at batch 8, 1.01 and 0.98 at batch 1; memory within two percent of
 * `npm run bench`. Of half a million parameters it says too little: 32 ms and 77 measured, 233 MB and 275, because
 * there the number of operators counts.
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
const arenaShare = 1.1;
/** The rest of a step beside its products. */
const timeBesideProducts = 1 / 0.84;

/** @throws BlockedGradientError */
export async function estimateStep(
  model: Pick<VisionLanguageModel, 'graphs' | 'pixelGrid'>,
  { bytes }: Pick<Diagnosis, 'bytes'>,
  size: StepSize,
): Promise<StepEstimate> {
  const { forward, gradient } = gradientCost(model, size);
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
  const matrix = (name: string) => g.input(name, 'float32', [side, side]);
  g.output(g.matMul(matrix('a'), matrix('b')), 'product');
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
