/** Uploads of any size that go on where they broke; finished, they are blobs under their SHA-256. */
import { z } from 'zod';
import { digest } from '../../primitives.js';
import { defineRoute } from '../route.js';
import { inProject } from './projects.js';

const uploadId = z.string().regex(/^[0-9a-f]{48}$/, 'expected the id of an upload');

export const upload = z
  .strictObject({
    id: uploadId,
    offset: z.int().nonnegative().describe('where the next byte belongs'),
    bytes: z.int().nonnegative().describe('how many there will be'),
  })
  .meta({ id: 'Upload' });

export const blob = z.strictObject({ sha256: digest, bytes: z.int().nonnegative() }).meta({ id: 'Blob' });

/** 1 TB: beyond it somebody has mistaken the unit. */
const mostBytes = 1e12;

const tag = 'uploads';
const ofUpload = inProject.extend({ upload: uploadId });
const example = { id: '0123456789abcdef'.repeat(3), offset: 8_388_608, bytes: 1_432_110_080 };
const problems = ['not-found', 'not-ready'] as const;

export const uploadRoutes = {
  createUpload: defineRoute({
    ...{ id: 'createUpload', method: 'post', path: '/projects/{project}/uploads', tag },
    summary: 'Announce a file',
    permission: 'checkpoints:write',
    params: inProject,
    body: z.strictObject({ bytes: z.int().nonnegative().max(mostBytes) }).meta({ id: 'NewUpload' }),
    success: { status: 201, description: 'Send its bytes there', schema: upload, location: true },
    problems: ['not-ready'],
    example: { body: { bytes: 1_432_110_080 }, response: { ...example, offset: 0 } },
  }),
  readUpload: defineRoute({
    ...{ id: 'readUpload', method: 'get', path: '/projects/{project}/uploads/{upload}', tag },
    summary: 'Where an upload goes on',
    permission: 'checkpoints:write',
    params: ofUpload,
    success: { status: 200, description: 'The upload', schema: upload },
    problems,
    example: { response: example },
  }),
  appendToUpload: defineRoute({
    ...{ id: 'appendToUpload', method: 'patch', path: '/projects/{project}/uploads/{upload}', tag },
    summary: 'Send bytes',
    description:
      'From exactly this offset; otherwise the answer is a conflict, and reading the upload says from where. What came before a connection broke stays.',
    permission: 'checkpoints:write',
    params: ofUpload,
    query: z.object({ offset: z.coerce.number().int().nonnegative().max(mostBytes) }),
    body: 'bytes',
    success: { status: 200, description: 'How far it is now', schema: upload },
    problems: [...problems, 'conflict'],
    example: { response: example },
  }),
  finishUpload: defineRoute({
    ...{ id: 'finishUpload', method: 'post', path: '/projects/{project}/uploads/{upload}/finish', tag },
    summary: 'Check the digest and keep the file',
    description: 'Takes as long as reading the file once more. Again, it gives the same answer.',
    permission: 'checkpoints:write',
    params: ofUpload,
    body: z.strictObject({ sha256: digest }).meta({ id: 'ExpectedDigest' }),
    success: { status: 200, description: 'Kept', schema: blob },
    problems: [...problems, 'conflict'],
    example: { body: { sha256: 'ab'.repeat(32) }, response: { sha256: 'ab'.repeat(32), bytes: 1_432_110_080 } },
  }),
  abortUpload: defineRoute({
    ...{ id: 'abortUpload', method: 'delete', path: '/projects/{project}/uploads/{upload}', tag },
    summary: 'Throw an upload away',
    permission: 'checkpoints:write',
    params: ofUpload,
    success: { status: 204, description: 'Gone' },
    problems,
  }),
} as const;
