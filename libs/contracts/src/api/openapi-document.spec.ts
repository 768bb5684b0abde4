import { describe, expect, it } from 'vitest';
import { openApiDocument, problemsOf } from './openapi.js';
import { problemKinds } from './problem.js';
import { routes } from './roster.js';
import type { Route } from './route.js';

const document = openApiDocument({ version: '0', routes: Object.values(routes) });
const all: readonly Route[] = Object.values(routes);

describe('openApiDocument', () => {
  it('has patterns that readers without Unicode properties can use', () => {
    expect(JSON.stringify(document)).not.toMatch(/"pattern":"[^"]*\\p\{/);
  });

  it('says nothing of the shape of a stream: an event is no string', () => {
    const { paths } = document as { paths: Record<string, { get?: { responses: Record<string, unknown> } }> };
    const { responses } = paths[routes.streamEvents.path]?.get ?? {};
    expect(responses?.['200']).toMatchObject({ content: { 'text/event-stream': {} } });
    expect(JSON.stringify(responses?.['200'])).not.toContain('"schema"');
  });

  it('names the answers to a range and to what is known already', () => {
    const { paths } = document as { paths: Record<string, { get?: { responses: object } }> };
    expect(Object.keys(paths[routes.readArtifact.path]?.get?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '206', '304', '416']),
    );
  });
});

describe('problemsOf', () => {
  it.each(all.map((route) => [route.id, route] as const))('gives %s one problem per status', (_, route) => {
    const statuses = problemsOf(route).map((kind) => problemKinds[kind].status);
    expect(new Set(statuses).size).toBe(statuses.length);
  });

  it('forbids nothing where every key will do, and every route of a project may find none', () => {
    for (const route of all) {
      if (route.permission === 'caller') expect(problemsOf(route)).not.toContain('forbidden');
      if (route.path.startsWith('/projects/{project}')) expect(problemsOf(route)).toContain('not-found');
    }
  });
});
