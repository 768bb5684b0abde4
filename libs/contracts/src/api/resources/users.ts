/** People who sign in through an identity provider: who they are is said there, what they may do is said here. */
import { z } from 'zod';
import { slug } from '../../primitives.js';
import { roles } from '../access.js';
import { instant } from '../instant.js';
import { line } from '../line.js';
import { pageOf, pageQuery } from '../paging.js';
import { defineRoute } from '../route.js';

const subject = line(200).describe('`sub` of their tokens');

export const user = z
  .strictObject({
    id: z.uuid(),
    subject: z.string(),
    role: z.enum(roles),
    project: slug.nullable().describe('the one project they belong to; null for administrators of the installation'),
    createdAt: instant,
    disabledAt: instant.nullable(),
  })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof user>;

export const newUser = z
  .strictObject({ subject, role: z.enum(roles), project: slug.nullable().default(null) })
  .meta({ id: 'NewUser' });

const tag = 'users';
const example = {
  ...{ id: '6f1c2c1e-8a52-4f0b-9f0a-1c2d3e4f5a6b', subject: 'auth0|6412', role: 'reviewer', project: 'acme' },
  ...{ createdAt: '2026-11-25T09:00:00.000Z', disabledAt: null },
};

export const userRoutes = {
  listUsers: defineRoute({
    ...{ id: 'listUsers', method: 'get', path: '/users', tag },
    summary: 'People the caller may manage',
    permission: 'users:manage',
    query: z.object(pageQuery),
    success: { status: 200, description: 'One page, by id', schema: pageOf(user) },
    example: { response: { items: [example], next: null } },
  }),
  createUser: defineRoute({
    ...{ id: 'createUser', method: 'post', path: '/users', tag },
    summary: 'Let somebody in',
    description: 'Never with more than the caller may do.',
    permission: 'users:manage',
    body: newUser,
    success: { status: 201, description: 'They may sign in', schema: user },
    problems: ['conflict', 'not-found'],
    example: { body: { subject: 'auth0|6412', role: 'reviewer', project: 'acme' }, response: example },
  }),
  disableUser: defineRoute({
    ...{ id: 'disableUser', method: 'delete', path: '/users/{user}', tag },
    summary: 'Let somebody in no more',
    permission: 'users:manage',
    params: z.object({ user: z.uuid() }),
    success: { status: 204, description: 'Disabled, now or before' },
    problems: ['not-found'],
  }),
} as const;
