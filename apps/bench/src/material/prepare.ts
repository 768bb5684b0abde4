/**
 * Child process: writes a model and the feeds of its cases into a folder. On its own, so that the memory it takes
 * is not counted to any contender (a forked process inherits its parent's peak).
 *
 *   prepare.ts ‹folder› ‹model› ‹cases as JSON›
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openCheckpoint } from '@palimpsest/models';
import type { BenchCase } from '../bench-cases.js';
import { benchModels, type ModelName } from '../models/bench-models.js';
import { isReal, realModels } from '../models/real-models.js';
import { suaFeeds } from './sua-feeds.js';
import { writeTensors } from './tensor-file.js';
import { trainingFeeds } from './training-feeds.js';
import { tokenizerOf, writeModel } from './write-model.js';

const [folder = '', model = '', cases = '[]'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const { path, words, imageSize } = isReal(model)
  ? { path: join(folder, 'checkpoint'), ...realModels[model] } // export-real-model.ts has written it
  : written(model as ModelName);
const checkpoint = await openCheckpoint(path);
for (const given of JSON.parse(cases) as readonly BenchCase[]) {
  const feeds =
    given.work === 'training' ? trainingFeeds(given) : suaFeeds(given, checkpoint.graphs, { count: words }, imageSize);
  writeTensors(join(folder, given.name.replaceAll('/', '_')), feeds);
}
await checkpoint.close();

function written(name: ModelName) {
  const words = tokenizerOf(name).words.filter((word) => /^w\d/.test(word)).length;
  return { path: writeModel(folder, name), words, imageSize: benchModels[name].configuration.vision.imageSize };
}
