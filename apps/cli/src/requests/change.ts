/** Requests recorded and changed. */
import {
  erasureRequest,
  parseStrict,
  requestAnswer,
  requestExtension,
  servedCheckpoint,
  type ServedCheckpoint,
} from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';
import type { AddRequestOptions, AnswerOptions, ExtendOptions, LinkOptions } from '../commands/request.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { requestDesk, type StandingRequest } from './desk.js';
import { requestJson, requestText } from './request-text.js';
import { day } from './today.js';

/** @throws UnknownEntryError for the profile; InvalidInputError, UsageError for what is no pseudonym, date or new id */
export async function addRequest(id: string, invocation: Invocation<AddRequestOptions>): Promise<void> {
  const { profile, received, subject, dataset, checkpoint = [] } = invocation.options;
  const given = parseStrict(
    erasureRequest.pick({ id: true, subjects: true, checkpoints: true }),
    { id, subjects: subject, checkpoints: checkpoint.map((name) => ({ checkpoint: name, derivedFrom: null })) },
    'the request',
  );
  const request = { ...given, profile, received: day(received, '--received'), ...(dataset && { dataset }) };
  await tell(await (await requestDesk(invocation)).add(request), invocation);
}

/** @throws RequestError, or ProblemError of a server, when it cannot be extended */
export async function extendRequest(id: string, invocation: Invocation<ExtendOptions>): Promise<void> {
  const { reason } = parseStrict(
    requestExtension.pick({ reason: true }),
    { reason: invocation.options.reason },
    '--reason',
  );
  const extension = { on: dayOrNull(invocation.options), reason };
  await tell(await (await requestDesk(invocation)).extend(id, extension), invocation);
}

/** @throws RequestError, or ProblemError of a server, when it cannot be answered so */
export async function answerRequest(id: string, invocation: Invocation<AnswerOptions>): Promise<void> {
  const { outcome, reason = null } = invocation.options;
  const said = parseStrict(requestAnswer.pick({ outcome: true, reason: true }), { outcome, reason }, 'the answer');
  const answer = { on: dayOrNull(invocation.options), ...said };
  await tell(await (await requestDesk(invocation)).answer(id, answer), invocation);
}

/** @throws UsageError unless it says what to link; RequestError or ProblemError for a checkpoint that cannot be */
export async function linkRequest(id: string, invocation: Invocation<LinkOptions>): Promise<void> {
  const { audit = null, ...served } = invocation.options;
  if (audit === null && served.checkpoint === undefined) throw new UsageError('Give --audit, or --checkpoint, or both');
  const link = { audit, checkpoint: servedOf(served) };
  await tell(await (await requestDesk(invocation)).link(id, link), invocation);
}

function servedOf({ checkpoint, derivedFrom, how }: Omit<LinkOptions, 'audit'>): ServedCheckpoint | null {
  if ((derivedFrom === undefined) !== (how === undefined) || (derivedFrom !== undefined && checkpoint === undefined))
    throw new UsageError('--derived-from and --how go together, with --checkpoint');
  if (checkpoint === undefined) return null;
  const parent = derivedFrom === undefined ? null : { checkpoint: derivedFrom, how };
  return parseStrict(servedCheckpoint, { checkpoint, derivedFrom: parent }, 'the checkpoint');
}

const dayOrNull = ({ on }: { readonly on?: string }): string | null => (on === undefined ? null : day(on, '--on'));

const tell = (changed: StandingRequest, { options }: Invocation) =>
  emit(options.json, requestJson(changed), () => requestText(changed));
