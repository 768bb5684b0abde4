/** Our training step: the zoo's answering graph under its trainer, AdamW in the graph. */
import { join } from 'node:path';
import { createTrainer } from '@palimpsest/training';
import { declareParameters } from '../../../../libs/zoo/src/architecture/parameters.js';
import type { Weights } from '../../../../libs/zoo/src/architecture/parameters.js';
import { answeringGraph } from '../../../../libs/zoo/src/architecture/training-graphs.js';
import type { BenchCase } from '../bench-cases.js';
import { readTensors } from '../material/tensor-file.js';
import { trainingShape } from '../material/training-feeds.js';
import { benchModels } from '../models/bench-models.js';
import { threads } from '../threads.js';
import type { OurWork } from './ours.js';

const learningRate = 1e-3;

export async function openTrainingWork(folder: string, bench: BenchCase): Promise<OurWork> {
  const { configuration } = benchModels.zoo;
  const weights = readTensors(join(folder, 'weights')) as Weights;
  const all = readTensors(join(folder, bench.name.replaceAll('/', '_')));
  const { graph, loss } = answeringGraph(configuration, weights, trainingShape(bench));
  const feeds = Object.fromEntries([...all].filter(([name]) => graph.inputs.some((input) => input.name === name)));
  const parameters = declareParameters(configuration).filter(({ part }) => part !== 'vision');
  const trainer = await createTrainer({
    ...{ graph, loss, threads, parameters: parameters.map(({ name }) => name) },
    optimiser: { kind: 'adamw', beta1: 0.9, beta2: 0.98, epsilon: 1e-8, weightDecay: 0.01, clipNorm: 1 },
  });
  return {
    imagesPerPass: bench.images,
    async run() {
      const { loss, gradientNorm } = await trainer.step(feeds, learningRate);
      return { loss, gradient_norm: gradientNorm };
    },
    close: () => trainer.close(),
  };
}
