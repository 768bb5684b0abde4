/** A request for people. */
import { standingOf } from '@palimpsest/compliance';
import type { ErasureRequest, ServedCheckpoint } from '@palimpsest/contracts';
import { columns } from '../output/output.js';

export function requestText(request: ErasureRequest, today: string): string {
  const { id, profile, received, due, subjects, extension, answer, checkpoints, audits } = request;
  return columns([
    ['request', id],
    ['profile', profile],
    ['received', received],
    ['due', due ?? 'no deadline set'],
    ['standing', standingOf(request, today)],
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
export const requestLines = (requests: readonly ErasureRequest[], today: string): string =>
  columns([
    ['request', 'profile', 'received', 'due', 'standing', 'people', 'audits'],
    ...requests.map((request) => [
      ...[request.id, request.profile, request.received, request.due ?? 'none', standingOf(request, today)],
      ...[String(request.subjects.length), String(request.audits.length)],
    ]),
  ]);
