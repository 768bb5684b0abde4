/**
 * Opens one checkpoint and builds its gradient graph, in a process of its own, and tells on standard output what of it
 * lay in the JavaScript heap at each moment:
 *
 *     node --import ./bin/register.mjs test/support/heap-story.ts <folder>
 */
import { gradient } from '@palimpsest/autodiff';
import { openCheckpoint } from '@palimpsest/models';
import { bytesOf, exportModel, GraphBuilder } from '@palimpsest/onnx';

export interface HeapMoment {
  readonly what: string;
  /** Bytes of objects, and of buffers that they hold. */
  readonly heapUsed: number;
  readonly external: number;
  /** Bytes of the process, whatever holds them. */
  readonly rss: number;
}

export interface HeapStory {
  readonly moments: readonly HeapMoment[];
  /** Bytes of all constants of the gradient graph, wherever they lie. */
  readonly weightsInGraph: number;
  /** Bytes of the graph as a file, its weights being elsewhere. */
  readonly graphFileBytes: number;
}

const [folder = ''] = process.argv.slice(2);
const moments: HeapMoment[] = [];
const look = (what: string): void => {
  const { heapUsed, external, rss } = process.memoryUsage();
  moments.push({ what, heapUsed, external, rss });
};

look('nothing');
const model = await openCheckpoint(folder);
look('open');
const g = new GraphBuilder();
const { height, width } = model.pixelGrid;
const pixels = g.input('pixels', 'float32', [1, 3, height, width]);
const text = model.graphs.encodeText([{ question: 'what city ?', answer: 'rome' }]);
const scores = model.graphs.answerLogProbabilities(g, model.graphs.imageFeatures(g, pixels), text);
for (const slope of gradient(g, g.neg(g.reduceSum(scores.tokens, null, false)), [pixels])) g.output(slope, 'slope');
const graph = g.build();
const graphFileBytes = exportModel(graph).length;
look('gradient graph');
await model.close();
const weightsInGraph = graph.constants.reduce((sum, { value }) => sum + bytesOf(value), 0);
process.stdout.write(JSON.stringify({ moments, weightsInGraph, graphFileBytes } satisfies HeapStory));
