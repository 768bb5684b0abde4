/** A report set beside the norms of the profile of a request to be erased, with where that request stands. */
import { filingOf, named, profiles } from '@palimpsest/compliance';
import type { Report } from '@palimpsest/contracts';
import { erasureRequests } from '@palimpsest/persistence';
import { isAllowed } from '@palimpsest/platform';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { Caller } from '../http/request.js';
import type { Platform } from '../platform.js';

export interface FiledFor {
  readonly project: string;
  /** Its id; absent: the report as it is. */
  readonly request: string | undefined;
}

/** @throws ProblemError when there is no such request, or the caller may not read it */
export async function filedReport(
  report: Report,
  { project, request: id }: FiledFor,
  caller: Caller,
  { database, master, now }: Platform,
): Promise<Report> {
  if (id === undefined) return report;
  if (!isAllowed(caller, 'requests:read', project))
    throw new ProblemError('forbidden', `A report for a request needs requests:read, which this key does not have.`);
  const kept = await erasureRequests(database, project, master).find(id);
  if (!kept) throw notFound('Request', id);
  const { request } = kept;
  const profile = named('profile', profiles, request.profile);
  const on = now().toISOString().slice(0, 10);
  return { ...report, filing: filingOf(report, { profile, requests: [request], on }) };
}
