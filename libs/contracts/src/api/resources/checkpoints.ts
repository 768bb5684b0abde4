/** Checkpoints: immutable, named in a project, identified by the digest of their files. */
import { z } from 'zod';
import { digest, slug } from '../../primitives.js';
import { instant } from '../instant.js';
import { pageOf, pageQuery } from '../paging.js';
import { defineRoute } from '../route.js';
import { inProject } from './projects.js';

/** Of a file of a checkpoint. */
export const checkpointPath = z
  .string()
  .max(300)
  .regex(
    /^(?!\.{1,2}(\/|$))[\w.-]+(\/(?!\.{1,2}(\/|$))[\w.-]+)*$/,
    'expected a relative path without . or .. parts, in letters, digits, dots, dashes and underscores',
  );

export const checkpointFile = z.strictObject({ path: checkpointPath, bytes: z.int().nonnegative(), sha256: digest });

export const checkpoint = z
  .strictObject({
    name: slug,
    digest: digest.describe('of the list of all files but the model card'),
    family: z.string(),
    source: z.enum(['built-in', 'upload']),
    bytes: z.int().nonnegative(),
    derivedFrom: slug.nullable().describe('the checkpoint this one was made from, as its owner says'),
    createdAt: instant,
  })
  .meta({ id: 'Checkpoint' });
export type CheckpointView = z.infer<typeof checkpoint>;

export const newCheckpoint = z
  .strictObject({
    name: slug,
    derivedFrom: slug.nullable().default(null),
    source: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('built-in'), name: slug.describe('a checkpoint of the reference zoo') }),
      z.strictObject({
        kind: z.literal('upload'),
        files: z
          .array(z.strictObject({ path: checkpointPath, sha256: digest }))
          .min(1)
          .max(10_000)
          .describe('files that were uploaded, in the Hugging Face ONNX layout'),
      }),
    ]),
  })
  .meta({ id: 'NewCheckpoint' });

const tag = 'checkpoints';
export const ofCheckpoint = inProject.extend({ checkpoint: slug.describe('name of the checkpoint') });
const example = {
  ...{ name: 'vendor-v2', digest: 'c0ffee00'.repeat(8), family: 'llava', source: 'upload', bytes: 1_432_110 },
  ...{ derivedFrom: 'vendor-v1', createdAt: '2026-11-25T09:00:00.000Z' },
};

export const checkpointRoutes = {
  listCheckpoints: defineRoute({
    ...{ id: 'listCheckpoints', method: 'get', path: '/projects/{project}/checkpoints', tag },
    summary: 'Checkpoints of a project',
    permission: 'checkpoints:read',
    params: inProject,
    query: z.object(pageQuery),
    success: { status: 200, description: 'One page, by name', schema: pageOf(checkpoint) },
    example: { response: { items: [example], next: null } },
  }),
  createCheckpoint: defineRoute({
    ...{ id: 'createCheckpoint', method: 'post', path: '/projects/{project}/checkpoints', tag },
    summary: 'Register a checkpoint',
    description: 'From files uploaded before, or from the reference zoo. The same name and files again change nothing.',
    permission: 'checkpoints:write',
    params: inProject,
    body: newCheckpoint,
    success: { status: 201, description: 'Registered', schema: checkpoint, location: true },
    problems: ['conflict', 'not-found'],
    idempotencyKey: true,
    example: { body: { name: 'idk-few', source: { kind: 'built-in', name: 'idk-few' } }, response: example },
  }),
  readCheckpoint: defineRoute({
    ...{ id: 'readCheckpoint', method: 'get', path: '/projects/{project}/checkpoints/{checkpoint}', tag },
    summary: 'One checkpoint with its files',
    permission: 'checkpoints:read',
    params: ofCheckpoint,
    success: {
      status: 200,
      description: 'The checkpoint',
      schema: checkpoint.extend({ files: z.array(checkpointFile) }).meta({ id: 'CheckpointWithFiles' }),
    },
    problems: ['not-found'],
    example: { response: { ...example, files: [{ path: 'config.json', bytes: 812, sha256: 'ab'.repeat(32) }] } },
  }),
} as const;
