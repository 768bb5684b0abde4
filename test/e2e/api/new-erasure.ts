/** Requests to be erased that are there for one test: answered or erased, they cannot be used again. */
import { answeredRequest, named, profiles, receivedRequest } from '@palimpsest/compliance';
import { eraseRequest, erasureRequests, type LoggedChange } from '@palimpsest/persistence';
import type { ListeningServer } from './listening-server.js';
import { requestOf } from './tenant.js';

let made = 0;
const at = '2026-02-20T09:00:00.000Z';
const by = (action: string): LoggedChange => ({ at, actor: 'a test', action, detail: () => ({}) });
const bookOf = ({ profile: { database, master } }: ListeningServer, project: string) =>
  erasureRequests(database, project, master);

/** Without an answer. @returns its id */
export async function newErasure(server: ListeningServer, project: string): Promise<string> {
  const { profile, checkpoints, ...given } = requestOf(`made-${++made}`);
  const served = checkpoints.map((checkpoint) => ({ checkpoint, derivedFrom: null }));
  const request = receivedRequest({ ...given, checkpoints: served }, named('profile', profiles, profile));
  await bookOf(server, project).add(request, by('requests.receive'));
  return request.id;
}

export async function answeredErasure(server: ListeningServer, project: string): Promise<string> {
  const id = await newErasure(server, project);
  const answer = { on: '2026-02-20', outcome: 'refused', reason: 'a court said no' } as const;
  await bookOf(server, project).change(id, (request) => answeredRequest(request, answer), by('requests.answer'));
  return id;
}

export async function erasedErasure(server: ListeningServer, project: string): Promise<string> {
  const request = await answeredErasure(server, project);
  const { database, master } = server.profile;
  await eraseRequest(database, { project, request }, master, { at, actor: 'a test' });
  return request;
}
