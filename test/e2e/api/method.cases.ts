/** Paths and methods that are not in the contract. */
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import type { World } from './describe-api.js';
import { expectProblem } from './problem.js';
import { allRoutes, pathOf } from './route-requests.js';

const methods = ['get', 'post', 'put', 'patch', 'delete', 'options', 'trace'] as const;
const paths = [...new Set(allRoutes.map(([, { path }]) => path))];

const allowedAt = (path: string) => {
  const known = allRoutes.filter(([, route]) => route.path === path).map(([, { method }]) => method.toUpperCase());
  return known.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).sort();
};

export function methodCases(at: () => World): void {
  describe('a method that a path does not know', () => {
    it.each(paths)('is refused at %s with the ones it knows', async (path) => {
      const { server, acme } = at();
      const others = methods.filter((method) => !allowedAt(path).includes(method.toUpperCase()));
      for (const method of others) {
        const answer = await request(server.url)[method](pathOf({ path }, acme.params)).auth(server.adminKey, {
          type: 'bearer',
        });
        expectProblem(answer, 'method-not-allowed');
        expect(answer.headers['allow']?.split(', ').sort(), `${method} ${path}`).toEqual(allowedAt(path));
      }
    });
  });

  describe('a path that nobody knows', () => {
    const unknown = ['/', '/nope', '/api', '/api/v1', '/api/v1/nope', '/api/v2/projects', '/api/v1/projects/acme/nope'];
    it.each([...unknown, '/api/v1/projects//audits', '/wp-admin/setup.php', '/.env'])(
      'is a problem: %s',
      async (path) => {
        const { server } = at();
        for (const method of methods) {
          expectProblem(await request(server.url)[method](path), 'not-found');
          expectProblem(await request(server.url)[method](path).auth(server.adminKey, { type: 'bearer' }), 'not-found');
        }
      },
    );
  });
}
