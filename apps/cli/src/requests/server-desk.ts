/** Requests of a project of a server, by its clock. */
import { items, type RecordedRequest } from '@palimpsest/client';
import type { Connection } from '../server/connect.js';
import type { RequestDesk, StandingRequest } from './desk.js';

export function serverDesk({ client, project }: Connection): RequestDesk {
  return {
    list: () => all(items(client.listRequests, { project, limit: 500 })),
    due: (by) => all(items(client.listDueRequests, { project, limit: 500, ...by })),
    find: async (request) => standing(await client.readRequest({ project, request })),
    async add({ checkpoints, dataset = null, ...given }) {
      const body = { ...given, dataset, checkpoints: checkpoints.map(({ checkpoint }) => checkpoint) };
      return standing(await client.createRequest({ project, body }));
    },
    extend: async (request, body) => standing(await client.extendRequest({ project, request, body })),
    answer: async (request, body) => standing(await client.answerRequest({ project, request, body })),
    link: async (request, body) => standing(await client.linkRequest({ project, request, body })),
  };
}

async function all(rows: AsyncIterable<RecordedRequest>): Promise<readonly StandingRequest[]> {
  const read: StandingRequest[] = [];
  for await (const row of rows) read.push(standing(row));
  return read;
}

/** What a request is on this machine, too. */
function standing({ id, profile, received, due, standing, ...rest }: RecordedRequest): StandingRequest {
  const { subjects, extension, answer, checkpoints, audits } = rest;
  return { request: { id, profile, received, due, subjects, extension, answer, checkpoints, audits }, standing };
}
