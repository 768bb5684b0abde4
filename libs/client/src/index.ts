/** The server's API for TypeScript: one typed method per route, generated from docs/openapi.json. */
export { isPassing } from './call/retries.js';
export { createClient, type Client } from './client.js';
export { AddressError, ProblemError, UnexpectedAnswerError, UnreachableError, type ProblemKind } from './errors.js';
export type * from './generated/types.js';
export type { CallOptions, Input, OperationId, Output, StreamOptions } from './methods.js';
export { items } from './items.js';
export { checkedAddress, type ClientOptions } from './options.js';
