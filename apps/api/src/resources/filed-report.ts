/** A report set beside the norms of a profile, or of that of a request to be erased, with where that request stands. */
import { filingOf, profiles } from '@palimpsest/compliance';
import type { ErasureRequest, Report } from '@palimpsest/contracts';
import { erasureRequests } from '@palimpsest/persistence';
import { isAllowed } from '@palimpsest/platform';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { Caller } from '../http/request.js';
import type { Platform } from '../platform.js';

export interface FiledFor {
  readonly project: string;
  /** Id of a profile; that of the request where there is one; absent, and no request: the report as it is. */
  readonly profile?: string | undefined;
  /** Id of a request. */
  readonly request?: string | undefined;
}

/**
 * On the day on which the report was made.
 * @throws ProblemError when there is no such profile or request, they do not belong together, or the caller may not
 * read requests
 */
export async function filedReport(
  report: Report,
  { project, profile, request: id }: FiledFor,
  caller: Caller,
  platform: Platform,
): Promise<Report> {
  const on = report.provenance.generatedAt?.slice(0, 10) ?? null;
  if (id === undefined)
    return profile === undefined ? report : { ...report, filing: filingOf(report, { profile: named(profile), on }) };
  const request = await requestFor({ project, id }, caller, platform);
  if (profile !== undefined && profile !== request.profile)
    throw invalidProfile(`request ${id} is filed under ${request.profile}, not ${profile}`);
  return { ...report, filing: filingOf(report, { profile: named(request.profile), requests: [request], on }) };
}

async function requestFor(
  { project, id }: { readonly project: string; readonly id: string },
  caller: Caller,
  { database, master }: Platform,
): Promise<ErasureRequest> {
  if (!isAllowed(caller, 'requests:read', project))
    throw new ProblemError('forbidden', `A report for a request needs requests:read, which this key does not have.`);
  const kept = await erasureRequests(database, project, master).find(id);
  if (!kept) throw notFound('Request', id);
  return kept.request;
}

function named(id: string) {
  const profile = profiles.find((one) => one.id === id);
  if (profile) return profile;
  throw invalidProfile(`there is no profile ${id}; there are ${profiles.map((one) => one.id).join(', ')}`);
}

const invalidProfile = (message: string) =>
  new ProblemError('invalid-input', `query: profile: ${message}`, [{ path: 'profile', message }]);
