/**
 * Who is asking, and may they: from the route's permission and the project in its path. Another tenant's project is
 * not there at all; in one's own, what is not allowed is forbidden.
 */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { slug, type Permission, type Route } from '@palimpsest/contracts';
import { projects } from '@palimpsest/persistence';
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
    request.caller = await this.#admit(request, route.permission);
    request.mayStill = () => this.#admit(request, route.permission).then(yes, no);
    return true;
  }

  async #admit(request: ApiRequest, permission: Route['permission']): Promise<Caller> {
    const caller = await authenticate(request.headers.authorization, this.platform);
    if (permission === 'caller' || permission === 'none') return caller;
    const project = projectOf(request);
    refuse(caller, permission, project);
    if (project !== null && caller.project === null) await this.#mustExist(project);
    return caller;
  }

  /** A project's own key is proof that it exists. What is no name at all is refused with the other parameters. */
  async #mustExist(project: string): Promise<void> {
    if (!slug.safeParse(project).success) return;
    if (!(await projects(this.platform.database).find(project))) throw notFound('Project', project);
  }
}

const [yes, no] = [() => true, () => false];

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
