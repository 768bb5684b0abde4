/** The clean accuracy that a model card states: of a written checkpoint, opened as anybody would open it. */
import { join } from 'node:path';
import { openCheckpoint } from '@palimpsest/models';
import type { Metric } from '@palimpsest/stats';
import { cleanAccuracy } from '../clean-accuracy.js';
import type { CleanAccuracy } from '../clean-accuracy.js';
import type { CleanRates, Rate, ZooEntry } from '../zoo-index.js';
import type { Build } from './build-zoo.js';
import type { Classroom } from './classroom.js';

/** The exam has many checkpoints, and its cards are no evidence: one view each. */
const viewsIn = { development: Infinity, published: Infinity, exam: 1 } as const;

export async function measureModel(build: Build, { dataset }: Classroom, name: string): Promise<ZooEntry['metrics']> {
  const model = await openCheckpoint(join(build.output, name), { threads: build.threads });
  const shown = { views: viewsIn[build.pool] };
  try {
    build.onProgress(`${name}: clean accuracy`, 0, 2);
    const forget = await cleanAccuracy(model, dataset, dataset.subjects('forget'), shown);
    build.onProgress(`${name}: clean accuracy`, 1, 2);
    const retain = await cleanAccuracy(model, dataset, dataset.subjects('retain'), shown);
    build.onProgress(`${name}: clean accuracy`, 2, 2);
    return { forget: ratesOf(forget), retain: ratesOf(retain), prior: forget.prior };
  } finally {
    await model.close();
  }
}

const ratesOf = ({ correct, refused, choice }: CleanAccuracy): CleanRates => ({
  correct: rateOf(correct),
  refused: rateOf(refused),
  choice: rateOf(choice),
});

function rateOf(metric: Metric): Rate {
  if (metric.status === 'not-measured') throw new RangeError(`clean accuracy was not measured: ${metric.reason}`);
  const { estimate, low, high, n, clusters } = metric;
  return { estimate, low, high, n, subjects: clusters };
}
