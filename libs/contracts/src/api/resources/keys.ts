/** API keys: who may do what, for how long. The text of a key is shown once, when it is made. */
import { z } from 'zod';
import { slug } from '../../primitives.js';
import { permissions, roles } from '../access.js';
import { instant } from '../instant.js';
import { line } from '../line.js';
import { pageOf, pageQuery } from '../paging.js';
import { defineRoute } from '../route.js';

const keyId = z.string().regex(/^[0-9a-f]{16}$/, 'expected the 16 hex digits of a key’s id');

export const apiKey = z
  .strictObject({
    id: keyId,
    name: z.string(),
    role: z.enum(roles),
    project: slug.nullable().describe('the one project it opens; null for the whole installation'),
    scopes: z.array(z.enum(permissions)).nullable().describe('narrower than the role; null for all of it'),
    createdAt: instant,
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKey>;

export const newKey = z
  .strictObject({
    name: line(100),
    role: z.enum(roles),
    project: slug.nullable().default(null),
    scopes: z.array(z.enum(permissions)).min(1).nullable().default(null),
    expiresAt: instant.nullable().default(null),
  })
  .refine(({ role, project }) => role === 'admin' || project !== null, {
    path: ['project'],
    message: 'only administrators may have the whole installation; name the project',
  })
  .meta({ id: 'NewApiKey' });

export const issuedKey = apiKey.extend({ key: z.string().describe('shown this once') }).meta({ id: 'IssuedApiKey' });

const tag = 'keys';
const example = {
  ...{ id: '0123456789abcdef', name: 'nightly audits', role: 'auditor', project: 'acme', scopes: null },
  ...{ createdAt: '2026-11-25T09:00:00.000Z', expiresAt: '2027-11-25T09:00:00.000Z', revokedAt: null },
};

export const keyRoutes = {
  listKeys: defineRoute({
    ...{ id: 'listKeys', method: 'get', path: '/keys', tag },
    summary: 'Keys the caller may manage',
    permission: 'keys:manage',
    query: z.object(pageQuery),
    success: { status: 200, description: 'One page, by id', schema: pageOf(apiKey) },
    example: { response: { items: [example], next: null } },
  }),
  createKey: defineRoute({
    ...{ id: 'createKey', method: 'post', path: '/keys', tag },
    summary: 'Issue a key',
    description: 'Never for more than its maker may do: another role or project, or wider scopes, are refused.',
    permission: 'keys:manage',
    body: newKey,
    success: { status: 201, description: 'Issued', schema: issuedKey },
    problems: ['not-found'],
    example: {
      body: { name: 'nightly audits', role: 'auditor', project: 'acme', expiresAt: '2027-11-25T09:00:00.000Z' },
      response: { ...example, key: 'pal_0123456789abcdef_…' },
    },
  }),
  revokeKey: defineRoute({
    ...{ id: 'revokeKey', method: 'delete', path: '/keys/{key}', tag },
    summary: 'Revoke a key, at once and for good',
    permission: 'keys:manage',
    params: z.object({ key: keyId }),
    success: { status: 204, description: 'Revoked, now or before' },
    problems: ['not-found'],
  }),
  readCaller: defineRoute({
    ...{ id: 'readCaller', method: 'get', path: '/me', tag },
    summary: 'Who is asking, and what may be done with this key',
    permission: 'caller',
    success: {
      status: 200,
      description: 'The caller',
      schema: z
        .strictObject({
          actor: z.string(),
          role: z.enum(roles),
          project: slug.nullable(),
          permissions: z.array(z.enum(permissions)),
        })
        .meta({ id: 'Caller' }),
    },
    example: {
      response: { actor: 'key 0123456789abcdef', role: 'reviewer', project: 'acme', permissions: ['projects:read'] },
    },
  }),
} as const;
