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
import { suaFeeds } from './sua-feeds.js';
import { writeTensors } from './tensor-file.js';
import { trainingFeeds } from './training-feeds.js';
import { tokenizerOf, writeModel } from './write-model.js';

const [folder = '', name = '', cases = '[]'] = process.argv.slice(2);
const model = name as ModelName;
mkdirSync(folder, { recursive: true });
const checkpoint = await openCheckpoint(writeModel(folder, model));
const words = { count: tokenizerOf(model).size - tokenizerOf(model).words.filter((word) => !/^w\d/.test(word)).length };
for (const given of JSON.parse(cases) as readonly BenchCase[]) {
  const { imageSize } = benchModels[model].configuration.vision;
  const feeds = given.work === 'training' ? trainingFeeds(given) : suaFeeds(given, checkpoint.graphs, words, imageSize);
  writeTensors(join(folder, given.name.replaceAll('/', '_')), feeds);
}
await checkpoint.close();
