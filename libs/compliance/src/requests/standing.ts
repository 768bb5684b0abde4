/** Until when a request has to be answered, and whether it was. Pure: the day comes from the caller. */
import type { ErasureRequest, RequestStanding } from '@palimpsest/contracts';
import type { Profile } from '../profiles/profile.js';
import { datePlus } from './dates.js';

/** The last day for the answer; null where the profile sets none. An extension runs on from the first deadline. */
export function dueOf(
  { received, extension }: Pick<ErasureRequest, 'received' | 'extension'>,
  { deadline }: Pick<Profile, 'deadline'>,
): string | null {
  if (!deadline) return null;
  if (!extension) return datePlus(received, deadline.answer);
  const { answer, extension: more } = deadline;
  // One month and two more are three months from the day of receipt: 31 January gives 30 April, not 28.
  if ('months' in answer && 'months' in more) return datePlus(received, { months: answer.months + more.months });
  return datePlus(datePlus(received, answer), more);
}

/** @param today `YYYY-MM-DD` */
export function standingOf({ due, answer }: Pick<ErasureRequest, 'due' | 'answer'>, today: string): RequestStanding {
  const isLate = due !== null && (answer?.on ?? today) > due;
  if (answer) return isLate ? 'answered-late' : 'answered-in-time';
  return isLate ? 'overdue' : 'open';
}
