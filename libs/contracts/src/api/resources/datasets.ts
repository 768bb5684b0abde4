/** Data sets: who is asked about. Their contents are personal data and are not served; what is listed is counts. */
import { z } from 'zod';
import { digest, slug } from '../../primitives.js';
import { instant } from '../instant.js';
import { pageOf, pageQuery } from '../paging.js';
import { defineRoute } from '../route.js';
import { inProject } from './projects.js';
import { blob } from './uploads.js';

export const dataset = z
  .strictObject({
    id: slug,
    digest,
    source: z.enum(['built-in', 'upload']),
    items: z.int().nonnegative(),
    splits: z.array(z.strictObject({ split: z.string(), subjects: z.int(), items: z.int() })),
    createdAt: instant,
    erasedAt: instant.nullable().describe('when its contents went; digest and numbers remain'),
  })
  .meta({ id: 'Dataset' });
export type DatasetView = z.infer<typeof dataset>;

export const newDataset = z
  .strictObject({
    id: slug,
    source: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('built-in'), name: slug.describe('a generated population') }),
      z.strictObject({
        kind: z.literal('upload'),
        header: digest.describe('of dataset.json, sent before with all other files'),
        items: digest.describe('of items.jsonl'),
      }),
    ]),
  })
  .meta({ id: 'NewDataset' });

const tag = 'datasets';
const ofDataset = inProject.extend({ dataset: slug.describe('id of the data set') });
const example = {
  ...{ id: 'people-published', digest: 'ba515c84'.repeat(8), source: 'built-in', items: 9600 },
  ...{ splits: [{ split: 'forget', subjects: 48, items: 1536 }], createdAt: '2026-11-25T09:00:00.000Z' },
  erasedAt: null,
};
const exampleFile = { sha256: 'ab'.repeat(32), bytes: 48_213 };

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
    description:
      'From files sent before, as `palimpsest dataset import` lays them out, or generated people. The same name and files again change nothing.',
    permission: 'datasets:write',
    params: inProject,
    body: newDataset,
    success: { status: 201, description: 'Registered', schema: dataset, location: true },
    problems: ['conflict', 'not-found', 'not-ready', 'gone'],
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
    params: ofDataset,
    success: { status: 200, description: 'The data set', schema: dataset },
    problems: ['not-found'],
    example: { response: example },
  }),
  listDatasetFiles: defineRoute({
    ...{ id: 'listDatasetFiles', method: 'get', path: '/projects/{project}/datasets/{dataset}/files', tag },
    summary: 'Files that were sent for a data set',
    description: 'Before it is registered, too: what need not be sent again. Their contents are not served.',
    permission: 'datasets:write',
    params: ofDataset,
    query: z.object(pageQuery),
    success: { status: 200, description: 'One page, by digest', schema: pageOf(blob) },
    example: { response: { items: [exampleFile], next: null } },
  }),
  sendDatasetFile: defineRoute({
    ...{ id: 'sendDatasetFile', method: 'put', path: '/projects/{project}/datasets/{dataset}/files/{sha256}', tag },
    summary: 'Send a file of a data set that is not registered yet',
    description: 'At most 64 MB. Sealed as it arrives, under a key of the data set: it never lies anywhere in clear.',
    permission: 'datasets:write',
    params: ofDataset.extend({ sha256: digest }),
    body: 'bytes',
    success: { status: 200, description: 'Kept, now or before', schema: blob },
    problems: ['conflict', 'not-ready', 'gone'],
    example: { response: exampleFile },
  }),
  eraseDataset: defineRoute({
    ...{ id: 'eraseDataset', method: 'delete', path: '/projects/{project}/datasets/{dataset}/personal-data', tag },
    summary: 'Erase the contents of a data set, for good',
    description:
      'Questions, answers and pictures, by throwing away the key they are sealed under. Digest, numbers and the log stay; its name is not given again. Logged.',
    permission: 'datasets:erase',
    params: ofDataset,
    success: { status: 200, description: 'Erased, now or before', schema: dataset },
    problems: ['not-found', 'conflict'],
  }),
} as const;
