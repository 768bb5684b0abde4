/**
 * Who is asking, and may they: from the route's permission and the project in its path. Another tenant's project is
 * not there at all; in one's own, what is not allowed is forbidden.
 */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Permission, Route } from '@palimpsest/contracts';
import { isAllowed } from '@palimpsest/platform';
import { InjectPlatform, type Platform } from '../platform.js';
import { authenticate } from './authenticate.js';
import { routeKey } from './handles.js';
import { notFound, ProblemError } from './problem-error.js';
import type { ApiRequest, Caller } from './request.js';

@Injectable()
export class AccessGuard implements CanActivate {
  readonly #reflector = new Reflector();

  constructor(@InjectPlatform() private readonly platform: Platform) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.#reflector.get<Route | undefined>(routeKey, context.getHandler());
    if (!route) throw new ProblemError('not-found', 'There is no such route.');
    if (route.permission === 'none') return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const caller = await authenticate(request.headers.authorization, this.platform);
    request.caller = caller;
    if (route.permission !== 'caller') refuse(caller, route.permission, projectOf(request));
    return true;
  }
}

/** null where the path names no project. */
function projectOf({ params }: ApiRequest): string | null {
  return typeof params['project'] === 'string' ? params['project'] : null;
}

function refuse(caller: Caller, permission: Permission, project: string | null): void {
  const asked = project ?? caller.project; // what belongs to no project is asked for in one's own
  if (isAllowed(caller, permission, asked)) return;
  if (project !== null && caller.project !== null && caller.project !== project) throw notFound('Project', project);
  throw new ProblemError(
    'forbidden',
    `This needs ${permission}, which a key of the role ${caller.role} does not have here.`,
  );
}
