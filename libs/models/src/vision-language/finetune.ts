/**
 * A few steps of ordinary supervised training on given answers, for probes that ask what comes back (SCIENCE
 * §4.1). The vision tower stays frozen; AdamW, constant rate, seeded batches of images with their questions.
 */
import { toNchw, type RgbImage } from '@palimpsest/datasets';
import { GraphBuilder } from '@palimpsest/onnx';
import { Rng, tensor, type Tensor } from '@palimpsest/tensor';
import { createTrainer } from '@palimpsest/training';
import { ModelError } from '../model-error.js';
import type { Answered, FinetuneOptions, ModelGraphs, VisionLanguageModel } from '../port.js';

const optimiser = { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, clipNorm: 1 } as const;

export async function finetuned(
  graphs: ModelGraphs,
  grid: VisionLanguageModel['pixelGrid'],
  samples: readonly Answered[],
  options: FinetuneOptions,
  threads: number,
): Promise<ReadonlyMap<string, Tensor>> {
  const people = byImage(samples);
  if (people.length === 0) throw new ModelError('no sample has an image; give at least one', 'finetune');
  const { imagesPerStep: images, questionsPerImage: questions } = options;
  const length = graphs.encodeText(samples).length;
  const g = new GraphBuilder();
  const pixels = g.input('pixels', 'float32', [images, 3, grid.height, grid.width]);
  const rows = Array.from({ length: images * questions }, (_, row) => Math.floor(row / questions));
  const features = g.gather(graphs.imageFeatures(g, pixels), rows, 0);
  const scores = graphs.answerLogProbabilities(g, features, { sequences: rows.length, length });
  const loss = g.neg(g.div(g.reduceSum(scores.tokens, null, false), g.reduceSum(scores.mask, null, false)));
  const wanted = options.parameters.split('+');
  const parameters = graphs.parameters.filter(({ part }) => wanted.includes(part)).map(({ name }) => name);
  const trainer = await createTrainer({ graph: g, loss, parameters, optimiser, threads });
  try {
    const rng = new Rng(`finetune ${options.seed}`);
    for (let step = 0; step < options.steps; step++) {
      const drawn = Array.from({ length: images }, () => rng.pick(people));
      const asked = drawn.flatMap((person) => Array.from({ length: questions }, () => rng.pick(person)));
      const data = toNchw(drawn.map((person) => person[0]?.image as RgbImage));
      const feeds = {
        ...graphs.encodeText(asked, length).feeds,
        pixels: tensor('float32', [images, 3, grid.height, grid.width], data),
      };
      const taken = await trainer.step(feeds, options.learningRate);
      options.onStep?.(step + 1, taken.loss);
    }
    return trainer.parameters();
  } finally {
    await trainer.close();
  }
}

/** Samples grouped by image object. */
function byImage(samples: readonly Answered[]): readonly (readonly Answered[])[] {
  const groups = new Map<RgbImage, Answered[]>();
  for (const sample of samples) {
    if (sample.image) groups.set(sample.image, [...(groups.get(sample.image) ?? []), sample]);
  }
  return [...groups.values()];
}
