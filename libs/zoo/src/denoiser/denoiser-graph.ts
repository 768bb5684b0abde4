/**
 * A small DnCNN (Zhang et al., IEEE TIP 2017, arXiv 1608.03981) without batch normalisation: five 3×3 convolutions
 * estimate the noise, which is subtracted. Trained here, used by the `dncnn` defense and as the D of SUA.
 */
import { GraphBuilder } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import type { ParameterDeclaration, Weights } from '../architecture/parameters.js';
import type { TrainingGraph } from '../architecture/training-graphs.js';
import { WeightedGraph } from '../architecture/weighted-graph.js';

const layers = 5;
const channels = 16;

export function declareDenoiser(): readonly ParameterDeclaration[] {
  return Array.from({ length: layers }, (_, i): ParameterDeclaration[] => {
    const [from, to] = [i === 0 ? 3 : channels, i === layers - 1 ? 3 : channels];
    const deviation = Math.sqrt((i === layers - 1 ? 0.01 : 2) / (from * 9)); // He; the last starts near no change
    return [
      { name: `denoiser.${i}.weight`, part: 'vision', dims: [to, from, 3, 3], start: { deviation } },
      { name: `denoiser.${i}.bias`, part: 'vision', dims: [to], start: 'zeros' },
    ];
  }).flat();
}

/** The file: pixels float[batch, 3, height, width] in [0, 1] → `denoised`, not clipped. */
export function denoiserGraph(weights: Weights): GraphBuilder {
  const g = new GraphBuilder();
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
  g.output(denoise(new WeightedGraph(g, weights), pixels), 'denoised');
  return g;
}

/** Mean squared error to the clean pixels. Inputs `noisy` and `clean`, float[n, 3, size, size]. */
export function denoisingLoss(weights: Weights, images: number, size: number): TrainingGraph {
  const g = new GraphBuilder();
  const [noisy, clean] = ['noisy', 'clean'].map((name) => g.input(name, 'float32', [images, 3, size, size])) as [
    Value,
    Value,
  ];
  const error = g.sub(denoise(new WeightedGraph(g, weights), noisy), clean);
  return { graph: g, loss: g.reduceMean(g.mul(error, error), null, false) };
}

/** x − CNN(x) */
function denoise(model: WeightedGraph, pixels: Value): Value {
  const { g } = model;
  let x = pixels;
  for (let i = 0; i < layers; i++) {
    const [weight, bias] = [model.parameter(`denoiser.${i}.weight`), model.parameter(`denoiser.${i}.bias`)];
    x = g.conv(i === 0 ? x : g.relu(x), weight, bias, { pads: [1, 1, 1, 1] });
  }
  return g.sub(pixels, x);
}
