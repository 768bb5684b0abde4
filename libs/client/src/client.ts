/** A client: a method per operation of the generated table. The key lives in a closure, so printing a client is safe. */
import { openStream } from './event-stream/follow.js';
import { operations, type Operation } from './generated/operations.js';
import type { CallOptions, Methods, StreamOptions } from './methods.js';
import { settingsOf, type ClientOptions, type Settings } from './options.js';
import { call } from './call/call.js';
import type { Given } from './call/request.js';

export type Client = Methods;

/** @throws AddressError for an address or key that no request is sent with */
export function createClient(options: ClientOptions): Client {
  const settings = settingsOf(options);
  const methods = Object.entries<Operation>(operations).map(([id, operation]) => [id, method(operation, settings)]);
  return Object.fromEntries(methods) as Client;
}

function method(operation: Operation, settings: Settings) {
  if (operation.gives === 'events') {
    return (input: Given = {}, options: StreamOptions = {}) => openStream(operation, input, options, settings);
  }
  return (input: Given = {}, options: CallOptions = {}) => call(operation, input, options, settings);
}
