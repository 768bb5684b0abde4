/** Nobody gives more than they have: what keys and people may be made for. */
import type { Permission, UserRole } from '@palimpsest/contracts';
import { grantableScopes } from '@palimpsest/platform';
import { ProblemError } from '../http/problem-error.js';
import type { Caller } from '../http/request.js';

export interface Grant {
  readonly role: UserRole;
  readonly project: string | null;
  readonly scopes: readonly Permission[] | null;
}

/** @throws ProblemError */
export function refuseMoreThan(caller: Caller, { project, role, scopes }: Grant): void {
  if (caller.project !== null && project !== caller.project) {
    throw new ProblemError(
      'forbidden',
      `Who belongs to project ${caller.project} lets in people and keys of that project only.`,
    );
  }
  const limits = grantableScopes(caller);
  const wanted = scopes ?? grantableScopes({ role, project, scopes: null });
  const tooMuch = wanted.filter((scope) => !limits.includes(scope));
  if (tooMuch.length === 0) return;
  throw new ProblemError('forbidden', `That would allow ${tooMuch.join(', ')}, which the caller may not do.`);
}
