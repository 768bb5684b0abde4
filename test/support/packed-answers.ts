/** The zoo's packed training graph as a second opinion on how likely answers are. */
import type { RgbImage } from '@palimpsest/datasets';
import type { GraphBuilder } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import type { Tensor } from '@palimpsest/tensor';
import { imageTokens } from '../../libs/zoo/src/architecture/configuration.js';
import { answeringGraph, towerGraph } from '../../libs/zoo/src/architecture/training-graphs.js';
import { labelCount, longestSegment, packedFeeds } from '../../libs/zoo/src/lessons/packed-batch.js';
import type { AnsweredQuestion } from '../../libs/zoo/src/lessons/packed-batch.js';
import { normalisedPixels } from '../../libs/zoo/src/lessons/pixels.js';
import { tinyConfiguration, tinyTokenizer, type TinyWeights } from './tiny-checkpoint.js';

/** Mean log-probability per token, end marks included, of all answers about one image packed into one row. */
export async function packedLogProbability(
  weights: TinyWeights,
  image: RgbImage,
  questions: readonly AnsweredQuestion[],
): Promise<number> {
  const shape = {
    images: 1,
    labels: questions.reduce((sum, { answer }) => sum + labelCount(answer, tinyTokenizer), 0),
    packing: {
      prefix: 1 + imageTokens(tinyConfiguration),
      segments: questions.length,
      segmentLength: longestSegment(questions, tinyTokenizer),
    },
  };
  const pixels = normalisedPixels([image], tinyConfiguration.vision.imageSize);
  const { tokens } = await runOnce(towerGraph(tinyConfiguration, weights, 1), { pixels });
  const { graph, loss } = answeringGraph(tinyConfiguration, weights, shape);
  graph.output(loss, 'loss');
  const { loss: result } = await runOnce(graph, {
    tokens: tokens as Tensor,
    ...packedFeeds([questions], shape, tinyTokenizer),
  });
  return -Number(result?.data[0]);
}

/** Opens, runs, closes. */
export async function runOnce(graph: GraphBuilder, feeds: Record<string, Tensor>): Promise<Record<string, Tensor>> {
  const session = await openSession({ graph });
  try {
    return await session.run(feeds);
  } finally {
    await session.close();
  }
}
