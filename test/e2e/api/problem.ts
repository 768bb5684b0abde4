/** What every refusal has to look like. */
import { problem, problemKinds, problemType, type ProblemKind } from '@palimpsest/contracts';
import type { Response } from 'supertest';
import { expect } from 'vitest';

/** Things that only a program could have said: frames of a stack, SQL, names of files. */
const insides = /\bat .+:\d+:\d+|node_modules|\.ts\b|\bselect\b.+\bfrom\b|\binsert into\b|QueryFailed|violates|ECONN/i;

export function expectProblem({ status, headers, text }: Response, kind: ProblemKind): void {
  expect(headers['content-type'], text).toMatch(/^application\/problem\+json(;|$)/);
  const body = problem.parse(JSON.parse(text));
  expect(body).toMatchObject({
    ...{ type: problemType(kind), title: problemKinds[kind].title, status: problemKinds[kind].status },
    instance: headers['x-request-id'],
  });
  expect(status).toBe(problemKinds[kind].status);
  expect(text).not.toMatch(insides);
}
