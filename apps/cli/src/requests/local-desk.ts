/** Requests of the state folder; each change is an entry of the log beside them. */
import { userInfo } from 'node:os';
import {
  answeredRequest,
  datePlus,
  extendedRequest,
  named,
  profiles,
  receivedRequest,
  standingOf,
  withAudit,
  withCheckpoint,
} from '@palimpsest/compliance';
import type { ErasureRequest } from '@palimpsest/contracts';
import { RequestBook, type Entry } from '../state/request-book.js';
import type { RequestDesk, StandingRequest } from './desk.js';
import { refuseStrangers } from './refuse-strangers.js';
import { today } from './today.js';

export function localDesk(state: string): RequestDesk {
  const book = new RequestBook(state);
  const change = async (
    id: string,
    action: Entry['action'],
    changed: (request: ErasureRequest) => ErasureRequest,
  ): Promise<StandingRequest> => {
    const request = changed(await book.find(id));
    await book.replace(request, entryOf(action));
    return standing(request);
  };
  return {
    list: async () => (await book.list()).map((request) => standing(request)),
    async due({ on = today(), within }) {
      const last = within === undefined ? null : datePlus(on, { days: within });
      return (await book.list())
        .filter(({ answer, due }) => answer === null && (last === null || (due !== null && due <= last)))
        .sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'))
        .map((request) => standing(request, on));
    },
    find: async (id) => standing(await book.find(id)),
    async add({ profile: id, dataset, ...given }) {
      const profile = named('profile', profiles, id);
      if (dataset !== undefined) await refuseStrangers(given.subjects, dataset, state);
      const request = receivedRequest(given, profile);
      await book.add(request, entryOf('requests.receive'));
      return standing(request);
    },
    extend: (id, { on, reason }) =>
      change(id, 'requests.extend', (request) =>
        extendedRequest(request, { on: on ?? today(), reason }, named('profile', profiles, request.profile)),
      ),
    answer: (id, { on, ...answer }) =>
      change(id, 'requests.answer', (request) => answeredRequest(request, { on: on ?? today(), ...answer })),
    link: (id, { audit, checkpoint }) =>
      change(id, 'requests.link', (request) => {
        const linked = audit === null ? request : withAudit(request, audit);
        return checkpoint === null ? linked : withCheckpoint(linked, checkpoint);
      }),
  };
}

const standing = (request: ErasureRequest, on = today()): StandingRequest => ({
  request,
  standing: standingOf(request, on),
});

const entryOf = (action: Entry['action']): Entry => ({ at: new Date(), actor: userInfo().username, action });
