/** Requests recorded and changed; each change is an entry of the log in the state folder. */
import { userInfo } from 'node:os';
import {
  answeredRequest,
  extendedRequest,
  named,
  profiles,
  receivedRequest,
  withAudit,
  withCheckpoint,
} from '@palimpsest/compliance';
import {
  erasureRequest,
  parseStrict,
  requestAnswer,
  requestExtension,
  servedCheckpoint,
  type ErasureRequest,
} from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';
import type { AddRequestOptions, AnswerOptions, ExtendOptions, LinkOptions } from '../commands/request.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { RequestBook, type Entry } from '../state/request-book.js';
import { refuseStrangers } from './refuse-strangers.js';
import { requestText } from './request-text.js';
import { dayOf } from './today.js';

/** @throws UnknownEntryError for the profile; InvalidInputError, UsageError for what is no pseudonym, date or new id */
export async function addRequest(id: string, { options }: Invocation<AddRequestOptions>): Promise<void> {
  const { received, subject, dataset, checkpoint = [], state } = options;
  const profile = named('profile', profiles, options.profile);
  const {
    id: checkedId,
    subjects,
    checkpoints,
  } = parseStrict(
    erasureRequest.pick({ id: true, subjects: true, checkpoints: true }),
    { id, subjects: subject, checkpoints: checkpoint.map((name) => ({ checkpoint: name, derivedFrom: null })) },
    'the request',
  );
  if (dataset !== undefined) await refuseStrangers(subjects, dataset, state);
  const request = receivedRequest(
    { id: checkedId, received: dayOf(received, '--received'), subjects, checkpoints },
    profile,
  );
  await new RequestBook(state).add(request, entryOf('requests.receive'));
  await tell(request, options);
}

/** @throws RequestError when it cannot be extended */
export async function extendRequest(id: string, { options }: Invocation<ExtendOptions>): Promise<void> {
  const extension = parseStrict(requestExtension, { on: dayOf(options.on), reason: options.reason }, 'the extension');
  return change(id, options, 'requests.extend', (request) =>
    extendedRequest(request, extension, named('profile', profiles, request.profile)),
  );
}

/** @throws RequestError when it cannot be answered so */
export async function answerRequest(id: string, { options }: Invocation<AnswerOptions>): Promise<void> {
  const { outcome, reason = null } = options;
  const answer = parseStrict(requestAnswer, { on: dayOf(options.on), outcome, reason }, 'the answer');
  return change(id, options, 'requests.answer', (request) => answeredRequest(request, answer));
}

/** @throws UsageError unless it says what to link; RequestError for a checkpoint that cannot be */
export async function linkRequest(id: string, { options }: Invocation<LinkOptions>): Promise<void> {
  const { audit, checkpoint, derivedFrom, how } = options;
  if (audit === undefined && checkpoint === undefined) throw new UsageError('Give --audit, or --checkpoint, or both');
  if ((derivedFrom === undefined) !== (how === undefined) || (derivedFrom !== undefined && checkpoint === undefined))
    throw new UsageError('--derived-from and --how go together, with --checkpoint');
  const served =
    checkpoint === undefined
      ? null
      : parseStrict(
          servedCheckpoint,
          { checkpoint, derivedFrom: derivedFrom === undefined ? null : { checkpoint: derivedFrom, how } },
          'the checkpoint',
        );
  return change(id, options, 'requests.link', (request) => {
    const linked = audit === undefined ? request : withAudit(request, audit);
    return served ? withCheckpoint(linked, served) : linked;
  });
}

async function change(
  id: string,
  options: Invocation['options'],
  action: Entry['action'],
  changed: (request: ErasureRequest) => ErasureRequest,
): Promise<void> {
  const book = new RequestBook(options.state);
  const request = changed(await book.find(id));
  await book.replace(request, entryOf(action));
  await tell(request, options);
}

const tell = (request: ErasureRequest, { json }: Invocation['options']) =>
  emit(json, request, () => requestText(request, dayOf(undefined)));

const entryOf = (action: Entry['action']): Entry => ({ at: new Date(), actor: userInfo().username, action });
