/** Data sets: who is asked about. Their contents are personal data and are not served; what is listed is counts. */
import { z } from 'zod';
import { digest, slug } from '../../primitives.js';
import { instant } from '../instant.js';
import { pageOf, pageQuery } from '../paging.js';
import { defineRoute } from '../route.js';
import { inProject } from './projects.js';

export const dataset = z
  .strictObject({
    id: slug,
    digest,
    source: z.enum(['built-in', 'upload']),
    items: z.int().nonnegative(),
    splits: z.array(z.strictObject({ split: z.string(), subjects: z.int(), items: z.int() })),
    createdAt: instant,
  })
  .meta({ id: 'Dataset' });
export type DatasetView = z.infer<typeof dataset>;

export const newDataset = z
  .strictObject({
    id: slug,
    source: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('built-in'), name: slug.describe('a generated population') }),
    ]),
  })
  .meta({ id: 'NewDataset' });

const tag = 'datasets';
const example = {
  ...{ id: 'people-published', digest: 'ba515c84'.repeat(8), source: 'built-in', items: 9600 },
  ...{ splits: [{ split: 'forget', subjects: 48, items: 1536 }], createdAt: '2026-11-25T09:00:00.000Z' },
};

export const datasetRoutes = {
  listDatasets: defineRoute({
    ...{ id: 'listDatasets', method: 'get', path: '/projects/{project}/datasets', tag },
    summary: 'Data sets of a project',
    permission: 'datasets:read',
    params: inProject,
    query: z.object(pageQuery),
    success: { status: 200, description: 'One page, by id', schema: pageOf(dataset) },
    example: { response: { items: [example], next: null } },
  }),
  createDataset: defineRoute({
    ...{ id: 'createDataset', method: 'post', path: '/projects/{project}/datasets', tag },
    summary: 'Register a data set',
    permission: 'datasets:write',
    params: inProject,
    body: newDataset,
    success: { status: 201, description: 'Registered', schema: dataset, location: true },
    problems: ['conflict', 'not-found'],
    idempotencyKey: true,
    example: {
      body: { id: 'people-published', source: { kind: 'built-in', name: 'people-published' } },
      response: example,
    },
  }),
  readDataset: defineRoute({
    ...{ id: 'readDataset', method: 'get', path: '/projects/{project}/datasets/{dataset}', tag },
    summary: 'One data set, in numbers',
    permission: 'datasets:read',
    params: inProject.extend({ dataset: slug.describe('id of the data set') }),
    success: { status: 200, description: 'The data set', schema: dataset },
    problems: ['not-found'],
    example: { response: example },
  }),
} as const;
