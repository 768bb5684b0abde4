/**
 * How a request changes: received, extended, answered, linked. Every change is checked against what is recorded, and
 * gives a new record; who keeps it, and the log of it, is the caller's affair. Errors name days and ids, never a person.
 */
import type { ErasureRequest, RequestAnswer, RequestExtension, ServedCheckpoint } from '@palimpsest/contracts';
import type { Profile } from '../profiles/profile.js';
import { dueOf } from './standing.js';

/** A change does not fit what is recorded; nothing was changed. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

export type NewRequest = Pick<ErasureRequest, 'id' | 'received' | 'subjects' | 'checkpoints'>;

export function receivedRequest({ id, received, subjects, checkpoints }: NewRequest, profile: Profile): ErasureRequest {
  const due = dueOf({ received, extension: null }, profile);
  const blank = { extension: null, answer: null, audits: [] };
  return { id, profile: profile.id, received, due, subjects: [...new Set(subjects)], checkpoints, ...blank };
}

/** @throws RequestError when the profile knows none, or the person would hear of it too late */
export function extendedRequest(
  request: ErasureRequest,
  extension: RequestExtension,
  profile: Profile,
): ErasureRequest {
  refuseAnswered(request, 'extended');
  if (request.extension)
    throw new RequestError(`Request "${request.id}" was extended on ${request.extension.on}; once is all`);
  const { due } = request;
  if (due === null) throw new RequestError(`Profile "${profile.id}" sets no deadline that could be extended`);
  refuseBefore(request, extension.on, 'extended');
  if (extension.on > due)
    throw new RequestError(`The person has to hear of an extension by ${due}; ${extension.on} is too late`);
  return { ...request, extension, due: dueOf({ ...request, extension }, profile) };
}

/** @throws RequestError when it was answered, or a refusal has no reason */
export function answeredRequest(request: ErasureRequest, answer: RequestAnswer): ErasureRequest {
  refuseAnswered(request, 'answered again');
  refuseBefore(request, answer.on, 'answered');
  if (answer.reason === null && (answer.outcome === 'refused' || answer.outcome === 'partly-erased'))
    throw new RequestError(`"${answer.outcome}" needs a reason: it is what the person is told`);
  return { ...request, answer };
}

/** Linking the same audit again changes nothing. */
export function withAudit(request: ErasureRequest, audit: string): ErasureRequest {
  return { ...request, audits: [...new Set([...request.audits, audit])] };
}

/** @throws RequestError when it would be derived from itself, in however many steps, or from what is not listed */
export function withCheckpoint(request: ErasureRequest, served: ServedCheckpoint): ErasureRequest {
  const others = request.checkpoints.filter(({ checkpoint }) => checkpoint !== served.checkpoint);
  const parents = new Map(
    [...others, served].map(({ checkpoint, derivedFrom }) => [checkpoint, derivedFrom?.checkpoint]),
  );
  const passed = new Set<string>();
  for (let at: string | undefined = served.checkpoint; at !== undefined; at = parents.get(at)) {
    if (passed.has(at)) throw new RequestError(`"${served.checkpoint}" would be derived from itself`);
    if (!parents.has(at)) throw new RequestError(`"${at}" is not listed in request "${request.id}"; link it first`);
    passed.add(at);
  }
  return { ...request, checkpoints: [...others, served] };
}

function refuseAnswered({ id, answer }: ErasureRequest, what: string): void {
  if (answer) throw new RequestError(`Request "${id}" was answered on ${answer.on}; it cannot be ${what}`);
}

function refuseBefore({ id, received }: ErasureRequest, on: string, what: string): void {
  if (on < received)
    throw new RequestError(`Request "${id}" was received on ${received}; it cannot have been ${what} on ${on}`);
}
