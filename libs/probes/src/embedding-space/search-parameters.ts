/** What every search among embeddings lets a plan choose; step sizes at first are in each search's own unit. */
import { z } from 'zod';

export const searchParameters = {
  steps: z.int().min(0).max(100_000).default(100).describe('gradient steps; 0 leaves everything as it starts'),
  images: z.int().min(1).max(1024).default(8).describe('people per step, one image each'),
  questions: z.int().min(1).max(64).default(4).describe('questions per image and step'),
  finalStepSize: z.number().gt(0).max(10).default(0.01).describe('where its cosine schedule ends'),
  validateEvery: z.int().min(1).default(25).describe('steps between looks at the validation people'),
  validationQuestions: z.int().min(1).max(4096).default(64).describe('questions per such look'),
};
