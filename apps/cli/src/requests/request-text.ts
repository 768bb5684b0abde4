/** A request for people, and for scripts. */
import type { ServedCheckpoint } from '@palimpsest/contracts';
import { columns } from '../output/output.js';
import type { StandingRequest } from './desk.js';

export const requestJson = ({ request, standing }: StandingRequest) => ({ ...request, standing });

export function requestText({ request, standing }: StandingRequest): string {
  const { id, profile, received, due, subjects, extension, answer, checkpoints, audits } = request;
  return columns([
    ['request', id],
    ['profile', profile],
    ['received', received],
    ['due', due ?? 'no deadline set'],
    ['standing', standing],
    ...(extension ? [['extended', `${extension.on}: ${extension.reason}`]] : []),
    ...(answer ? [['answered', `${answer.on}: ${answer.outcome}${answer.reason ? `, ${answer.reason}` : ''}`]] : []),
    ['people', subjects.join(', ')],
    ['checkpoints', checkpoints.map(servedText).join(', ') || 'none linked'],
    ['audits', audits.join(', ') || 'none linked'],
  ]);
}

const servedText = ({ checkpoint, derivedFrom }: ServedCheckpoint) =>
  derivedFrom ? `${checkpoint} (${derivedFrom.how} from ${derivedFrom.checkpoint})` : checkpoint;

/** A line per request. */
export const requestLines = (requests: readonly StandingRequest[]): string =>
  columns([
    ['request', 'profile', 'received', 'due', 'standing', 'people', 'audits'],
    ...requests.map(({ request, standing }) => [
      ...[request.id, request.profile, request.received, request.due ?? 'none', standing],
      ...[String(request.subjects.length), String(request.audits.length)],
    ]),
  ]);
