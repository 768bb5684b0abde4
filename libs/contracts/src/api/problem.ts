/** Errors on the wire: problem details (RFC 9457), each kind with one status and a type of its own. */
import { z } from 'zod';

export const problemKinds = {
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'Who is asking is not known' },
  forbidden: { status: 403, title: 'This is not allowed' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'This cannot be done here' },
  conflict: { status: 409, title: 'This contradicts what is there' },
  gone: { status: 410, title: 'This was erased' },
  'too-large': { status: 413, title: 'This is too large' },
  'unsupported-media-type': { status: 415, title: 'This kind of content is not understood here' },
  'range-not-satisfiable': { status: 416, title: 'There are no such bytes' },
  'invalid-input': { status: 422, title: 'The input does not fit its schema' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'Something failed here' },
  'not-ready': { status: 503, title: 'Not ready yet' },
} as const;
export type ProblemKind = keyof typeof problemKinds;

export const problemMediaType = 'application/problem+json';

/** A `type` is relative to the API's own address; it is a name, not a page. */
export const problemType = (kind: ProblemKind): string => `/problems/${kind}`;

export const problem = z
  .strictObject({
    type: z.enum(Object.keys(problemKinds).map((kind) => problemType(kind as ProblemKind))),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('what, where, and what to do'),
    instance: z.string().describe('the request id, as in the logs'),
    problems: z
      .array(z.strictObject({ path: z.string(), message: z.string(), nearest: z.string().optional() }))
      .optional()
      .describe('invalid-input: everything that does not fit, each with its path and the nearest known key'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
