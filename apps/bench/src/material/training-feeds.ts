/** What one training step of the zoo is fed: tokens of a frozen tower, packed questions, where their labels are. */
import { tensor, Rng, type Tensor } from '@palimpsest/tensor';
import { gridSide, imageTokens, visionWidth } from '../../../../libs/zoo/src/architecture/configuration.js';
import {
  packedLength,
  packedPositions,
  packedVisible,
} from '../../../../libs/zoo/src/architecture/packed-sequences.js';
import type { AnsweringShape } from '../../../../libs/zoo/src/architecture/training-graphs.js';
import type { BenchCase } from '../bench-cases.js';
import { benchModels } from '../models/bench-models.js';

/** Tokens of a question with its answer, and how many of them carry a label. */
const segmentLength = 14;
const labelsPerSegment = 3;

export function trainingShape({ images, questionsPerImage }: BenchCase): AnsweringShape {
  const prefix = 1 + imageTokens(benchModels.zoo.configuration);
  const packing = { prefix, segments: questionsPerImage, segmentLength };
  return { images, packing, labels: images * questionsPerImage * labelsPerSegment };
}

/** `packed_bias` and `packed_positions` are constants of our graph; PyTorch is told. */
export function trainingFeeds(given: BenchCase): Map<string, Tensor> {
  const { configuration } = benchModels.zoo;
  const { images, packing, labels } = trainingShape(given);
  const rng = new Rng(given.name);
  const length = packedLength(packing);
  const ids = (dims: readonly number[], draw: (at: number) => number) => {
    const count = dims.reduce((product, dim) => product * dim, 1);
    return tensor(
      'int64',
      dims,
      BigInt64Array.from({ length: count }, (_, at) => BigInt(draw(at))),
    );
  };
  const floats = (dims: readonly number[], draw: (at: number) => number) => {
    const count = dims.reduce((product, dim) => product * dim, 1);
    return tensor(
      'float32',
      dims,
      Float32Array.from({ length: count }, (_, at) => draw(at)),
    );
  };
  const word = () => rng.integer(configuration.decoder.vocabulary);
  const place = (at: number): number => {
    const segment = Math.floor(at / labelsPerSegment);
    const [row, column] = [Math.floor(segment / packing.segments), segment % packing.segments];
    const last = packing.prefix + (column + 1) * segmentLength - 2; // predicts the segment's last token
    return row * length + last - (at % labelsPerSegment);
  };
  const bias = (at: number) => (packedVisible(packing, Math.floor(at / length), at % length) ? 0 : -1e9);
  const positions = packedPositions(packing);
  return new Map<string, Tensor>([
    ['tokens', floats([images, gridSide(configuration) ** 2, visionWidth(configuration)], () => rng.normal())],
    ['prefix_ids', ids([images, 1], () => 1)],
    ['text_ids', ids([images, packing.segments * segmentLength], word)],
    ['label_index', ids([labels], place)],
    ['labels', ids([labels], word)],
    ['label_weight', floats([labels], () => 1)],
    ['packed_bias', floats([length, length], bias)],
    ['packed_positions', ids([1, length], (at) => positions[at] ?? 0)],
  ]);
}
