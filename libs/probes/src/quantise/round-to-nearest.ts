/**
 * Symmetric round-to-nearest: w ≈ Δ·q with q = clamp(round(w / Δ), −(2^(b−1)−1), 2^(b−1)−1) and Δ = max|w| / (2^(b−1)−1)
 * over the weights that share a scale. Halves go to the even neighbour, as in ONNX and NumPy. All in float32, the way
 * a kernel would dequantise; where all weights of a group are 0 they stay 0.
 */
import { tensor, type Tensor } from '@palimpsest/tensor';

/** Which weights share a scale: all, those of one output channel, or a stretch of inputs of one output channel. */
export type Grouping = 'tensor' | 'channel' | 'block';

export interface Scheme {
  readonly bits: number;
  readonly grouping: Grouping;
  /** Inputs per block; the last block of a channel may be shorter. */
  readonly blockSize: number;
}

/** @param outputAxis of the output channels; all other axes together, in their order, are the inputs */
export function roundToNearest(weights: Tensor<'float32'>, outputAxis: number, scheme: Scheme): Tensor<'float32'> {
  const { dims, data } = weights;
  const channels = dims[outputAxis] ?? 1;
  const behind = dims.slice(outputAxis + 1).reduce((a, b) => a * b, 1);
  const inputs = data.length / channels;
  /** Where input `i` of channel `c` lies. */
  const at = (c: number, i: number) => (Math.floor(i / behind) * channels + c) * behind + (i % behind);
  const levels = 2 ** (scheme.bits - 1) - 1;
  const rounded = new Float32Array(data.length);
  for (const group of groupsOf(scheme, channels, inputs, at)) {
    const most = group.reduce((largest, place) => Math.max(largest, Math.abs(data[place] ?? 0)), 0);
    const step = Math.fround(most / levels);
    if (step === 0) continue;
    for (const place of group) {
      const level = roundHalfToEven(Math.fround((data[place] ?? 0) / step));
      rounded[place] = step * Math.min(levels, Math.max(-levels, level));
    }
  }
  return tensor('float32', dims, rounded);
}

type Places = Uint32Array;

function* groupsOf(
  { grouping, blockSize }: Scheme,
  channels: number,
  inputs: number,
  at: (channel: number, input: number) => number,
): Iterable<Places> {
  if (grouping === 'tensor') {
    yield Uint32Array.from({ length: channels * inputs }, (_, place) => place);
    return;
  }
  const width = grouping === 'channel' ? inputs : blockSize;
  for (let channel = 0; channel < channels; channel++) {
    for (let from = 0; from < inputs; from += width) {
      yield Uint32Array.from({ length: Math.min(width, inputs - from) }, (_, offset) => at(channel, from + offset));
    }
  }
}

function roundHalfToEven(x: number): number {
  const low = Math.floor(x);
  if (x - low !== 0.5) return Math.round(x);
  return low % 2 === 0 ? low : low + 1;
}
