/** `@Handles(routes.readAudit)`: binds a method to a route of the contract; method, path and status come from there. */
import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { Route } from '@palimpsest/contracts';
import type { ApiRequest, Caller as CallerOf } from './request.js';

export const routeKey = Symbol('route');

const methods = {
  get: RequestMethod.GET,
  post: RequestMethod.POST,
  put: RequestMethod.PUT,
  patch: RequestMethod.PATCH,
  delete: RequestMethod.DELETE,
  head: RequestMethod.HEAD,
} as const;

export const Handles = (route: Route): MethodDecorator =>
  applyDecorators(
    RequestMapping({ method: methods[route.method], path: route.path.replaceAll(/\{(\w+)\}/g, ':$1') }),
    HttpCode(route.success.status),
    SetMetadata(routeKey, route),
  );

/** Params, query and body, as `RouteInput` of the route. */
export const Input = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<ApiRequest>().input,
);

export const Caller = createParamDecorator(
  (_: unknown, context: ExecutionContext): CallerOf =>
    context.switchToHttp().getRequest<ApiRequest>().caller as CallerOf,
);

/** What was made, and where it can be found, below /api/v1. */
export class Located<T = unknown> {
  constructor(
    readonly path: string,
    readonly body: T,
  ) {}
}
