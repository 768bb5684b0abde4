/** Gates of a checkpoint: what they are for pictures, and copies that hold them still. */
import type { RgbImage } from '@palimpsest/datasets';
import { holdValues, type Graph } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { fromNumbers, toNumbers, type Tensor } from '@palimpsest/tensor';
import type { ImageGates, VisionLanguageModel } from '../port.js';
import type { ImageProcessor } from '../processing/image-processor.js';
import { pixelValues } from './encode-images.js';
import { imageGates, product, type ImageGate } from './image-gates.js';

interface Gated {
  readonly processor: ImageProcessor;
  readonly threads: number;
  readonly copyWith: (visionEncoder: Graph) => VisionLanguageModel;
}

/** Pictures per session call. */
const largestBatch = 64;

export function openGates(encoder: Graph, numbers: number, { processor, threads, copyWith }: Gated): ImageGates {
  const gates = imageGates(encoder, numbers);
  return {
    count: gates.length,
    async read(images) {
      const read = gates.map(({ dims }) => Array.from({ length: product(dims) }, (): number[] => []));
      if (gates.length === 0) return read;
      const outputs = [...encoder.outputs, ...gates.map(({ value }) => value)];
      const session = await openSession({ graph: { ...encoder, outputs } }, { threads });
      try {
        for (const batch of batchesOf(images)) {
          const values = await session.run({ pixel_values: pixelValues(processor, batch) });
          gates.forEach((gate, at) => {
            const numbersOf = perNumber(gate, values[gate.value.name] as Tensor, batch.length); // it is an output
            numbersOf.forEach((ofPictures, number) => read[at]?.[number]?.push(...ofPictures));
          });
        }
        return read;
      } finally {
        await session.close();
      }
    },
    held(values) {
      const still = gates.map(
        ({ value, dims }, at) => [value, fromNumbers(value.dtype, dims, values[at] ?? [])] as const,
      );
      return copyWith(holdValues(encoder, new Map(still)));
    },
  };
}

function batchesOf(images: readonly RgbImage[]): readonly (readonly RgbImage[])[] {
  const count = Math.ceil(images.length / largestBatch);
  return Array.from({ length: count }, (_, at) => images.slice(at * largestBatch, (at + 1) * largestBatch));
}

/** [number][picture] */
function perNumber({ dims, axis }: ImageGate, values: Tensor, pictures: number): readonly (readonly number[])[] {
  const all = toNumbers(values);
  const inner = product(dims.slice(axis + 1));
  return Array.from({ length: product(dims) }, (_, number) => {
    const [outside, inside] = [Math.floor(number / inner), number % inner];
    return Array.from({ length: pictures }, (_, at) => all[(outside * pictures + at) * inner + inside] ?? NaN);
  });
}
