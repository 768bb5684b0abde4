/**
 * GradNorm: how much the loss of the true answer still pulls. Published with the gradient by the weights; here by the
 * pixels, ‖∂ℓ/∂x‖₂ with ℓ the mean over answer tokens and x in [0, 1], because that is the gradient every checkpoint
 * gives and its cost does not grow with the weights. Rows of a batch do not see each other, so one pass gives them all.
 */
import type { Sample } from '@palimpsest/audit';
import { gradient } from '@palimpsest/autodiff';
import type { VisionLanguageModel } from '@palimpsest/models';
import { GraphBuilder, type Value } from '@palimpsest/onnx';
import type { RgbImage } from '@palimpsest/datasets';
import { toNumbers } from '@palimpsest/tensor';
import { pixelTensor } from '../pixels/pixel-tensors.js';

/** Images per pass. */
const rows = 16;

type Shown = Sample & { readonly image: RgbImage };

/** −‖∂ℓ/∂x‖₂ of each sample: a member is nearer to a minimum. NaN for samples without an image. */
export async function negativeGradientNorms(
  { graphs, pixelGrid }: Pick<VisionLanguageModel, 'graphs' | 'pixelGrid'>,
  samples: readonly Sample[],
  { signal, tick }: { readonly signal: AbortSignal; readonly tick?: (scored: number) => void },
): Promise<readonly number[]> {
  const shown = samples.filter((sample): sample is Shown => sample.image !== null);
  const norms = new Map<Sample, number>();
  if (shown.length > 0) {
    const { length } = graphs.encodeText(shown);
    const session = await graphs.open(gradientGraph(graphs, pixelGrid, length));
    try {
      for (let start = 0; start < shown.length; start += rows) {
        signal.throwIfAborted();
        const batch = shown.slice(start, start + rows);
        const whole = Array.from({ length: rows }, (_, row) => batch[row % batch.length] as Shown);
        const { feeds } = graphs.encodeText(whole, length);
        const results = await session.run({ ...feeds, pixels: pixelTensor(whole.map(({ image }) => image)) });
        const values = results['norms'] ? toNumbers(results['norms']) : [];
        batch.forEach((sample, row) => norms.set(sample, -(values[row] ?? Number.NaN)));
        tick?.(batch.length);
      }
    } finally {
      await session.close();
    }
  }
  return samples.map((sample) => norms.get(sample) ?? Number.NaN);
}

/** `pixels` [rows, 3, H, W] and the text's inputs → `losses` and `norms`, both [rows]. */
export function gradientGraph(
  graphs: Pick<VisionLanguageModel['graphs'], 'imageFeatures' | 'answerLogProbabilities'>,
  { height, width }: VisionLanguageModel['pixelGrid'],
  length: number,
): GraphBuilder {
  const g = new GraphBuilder();
  const pixels = g.input('pixels', 'float32', [rows, 3, height, width]);
  const scores = graphs.answerLogProbabilities(g, graphs.imageFeatures(g, pixels), { sequences: rows, length });
  const perRow = (value: Value) => g.reduceSum(value, [1], false);
  const losses = g.neg(g.div(perRow(scores.tokens), perRow(scores.mask)));
  const [slope] = gradient(g, g.reduceSum(losses, null, false), [pixels]) as [Value];
  g.output(losses, 'losses');
  g.output(g.sqrt(g.reduceSum(g.mul(slope, slope), [1, 2, 3], false)), 'norms');
  return g;
}
