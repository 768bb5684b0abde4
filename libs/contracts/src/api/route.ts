/**
 * What a route is: data, from which come the server's handlers, the OpenAPI document, the clients and the matrix of
 * who may do what. Nothing about a route is said anywhere else.
 */
import type { z } from 'zod';
import type { Permission } from './access.js';
import type { ProblemKind } from './problem.js';

/** Path and query parameters arrive as text; their schemas accept text. */
export type ParameterShape = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

export interface Route {
  /** Unique; the clients' method name. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head';
  /** Below /api/v1, parameters in braces: `/projects/{project}/audits`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Asked for in the project of the path, else in the installation. `none`: for everybody. `caller`: any valid key. */
  readonly permission: Permission | 'none' | 'caller';
  readonly params?: ParameterShape;
  readonly query?: ParameterShape;
  /** JSON by a schema, or raw bytes. */
  readonly body?: z.ZodType | 'bytes';
  readonly success: Success;
  /** Beyond those every route can end with. */
  readonly problems?: readonly ProblemKind[];
  /** May be repeated safely with the header Idempotency-Key. */
  readonly idempotencyKey?: boolean;
  readonly example?: { readonly body?: unknown; readonly response?: unknown };
}

export interface Success {
  readonly status: 200 | 201 | 202 | 204;
  readonly description: string;
  /** JSON by a schema; other media types by name; nothing for 204. */
  readonly schema?: z.ZodType;
  readonly mediaType?: string;
  /** Of a `text/event-stream`: what `data` holds, as JSON. */
  readonly event?: z.ZodType;
  /** Says where what was made can be found. */
  readonly location?: boolean;
  /** Takes Range and If-None-Match. */
  readonly ranges?: boolean;
}

export const defineRoute = <const R extends Route>(route: R): R => route;

type Parsed<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;

/** What a handler of the route receives. */
export interface RouteInput<R extends Route> {
  readonly params: Parsed<R['params'], Record<string, never>>;
  readonly query: Parsed<R['query'], Record<string, never>>;
  readonly body: R['body'] extends 'bytes' ? AsyncIterable<Uint8Array> : Parsed<R['body'], undefined>;
}

/** What it answers with. */
export type RouteOutput<R extends Route> = Parsed<R['success']['schema'], unknown>;
