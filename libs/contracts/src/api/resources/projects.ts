/** Projects: the tenants. What belongs to one is seen from no other. */
import { z } from 'zod';
import { slug } from '../../primitives.js';
import { line } from '../line.js';
import { pageOf, pageQuery } from '../paging.js';
import { defineRoute } from '../route.js';
import { instant } from '../instant.js';

export const project = z.strictObject({ id: slug, title: z.string(), createdAt: instant }).meta({ id: 'Project' });
export type Project = z.infer<typeof project>;

export const newProject = z.strictObject({ id: slug, title: line(200) }).meta({ id: 'NewProject' });

export const inProject = z.object({ project: slug.describe('id of the project') });

const tag = 'projects';
const example = { id: 'acme', title: 'ACME vendor models', createdAt: '2026-11-25T09:00:00.000Z' };

export const projectRoutes = {
  listProjects: defineRoute({
    ...{ id: 'listProjects', method: 'get', path: '/projects', tag },
    summary: 'Projects that the caller may see',
    permission: 'caller',
    query: z.object(pageQuery),
    success: { status: 200, description: 'One page, by id', schema: pageOf(project) },
    example: { response: { items: [example], next: null } },
  }),
  createProject: defineRoute({
    ...{ id: 'createProject', method: 'post', path: '/projects', tag },
    summary: 'Make a project',
    description: 'By administrators of the whole installation only.',
    permission: 'projects:write',
    body: newProject,
    success: { status: 201, description: 'Made', schema: project, location: true },
    problems: ['conflict'],
    idempotencyKey: true,
    example: { body: { id: 'acme', title: 'ACME vendor models' }, response: example },
  }),
  readProject: defineRoute({
    ...{ id: 'readProject', method: 'get', path: '/projects/{project}', tag },
    summary: 'One project',
    permission: 'projects:read',
    params: inProject,
    success: { status: 200, description: 'The project', schema: project },
    problems: ['not-found'],
    example: { response: example },
  }),
} as const;
