/** A request as the layers of this app fill it in, one after the other. */
import type { Principal, Span } from '@palimpsest/platform';
import type { Request, Response } from 'express';

export interface Caller extends Principal {
  /** For the log: `key 0123456789abcdef`. */
  readonly actor: string;
}

export interface ApiRequest extends Request {
  requestId: string;
  /** Where requests are traced. */
  span?: Span;
  caller?: Caller;
  /** Whether this request would be let in now: for answers that take long. */
  mayStill?: () => Promise<boolean>;
  /** What the contract made of params, query and body. */
  input?: unknown;
}

export type ApiResponse = Response;
