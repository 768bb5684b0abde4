/** The shape of a client: what each method takes and gives, worked out from the generated types. */
import type { operations } from './generated/types.js';

export type OperationId = keyof operations;

export interface CallOptions {
  /** Ends the call, retries included. */
  readonly signal?: AbortSignal;
  /** For an answer, instead of the client's own limit. `fetch` of Node gives up after five minutes in any case. */
  readonly timeoutMs?: number;
  /** Told while bytes come: how many so far, of how many where that is known. What it throws ends the call. */
  readonly onBytes?: (received: number, total: number | null) => void;
}

export interface StreamOptions extends Pick<CallOptions, 'signal'> {
  /** The number of the last event that came before: only later ones are wanted. */
  readonly after?: number;
}

/** Nothing where the operation has no such part. */
type Part<T> = [NonNullable<T>] extends [never] ? unknown : NonNullable<T>;

type Body<Operation> = Operation extends { readonly requestBody: { readonly content: infer Content } }
  ? { readonly body: Content extends { readonly 'application/json': infer Json } ? Json : Uint8Array | Blob }
  : unknown;

/** Parameters of path and query and the body, in one object. */
export type Input<Id extends OperationId> = Part<operations[Id]['parameters']['path']> &
  Part<operations[Id]['parameters']['query']> &
  Body<operations[Id]>;

type Responses<Id extends OperationId> = operations[Id]['responses'];
type Success<Id extends OperationId> = Responses<Id>[keyof Responses<Id>];

type Answer<Response> = Response extends { readonly content: infer Content }
  ? Content extends { readonly 'application/json': infer Json }
    ? Promise<Json>
    : Content extends { readonly 'text/event-stream': infer Event }
      ? AsyncIterable<Event>
      : Content extends { readonly 'text/html': unknown }
        ? Promise<string>
        : Promise<Uint8Array>
  : Promise<void>;

/** What a method gives: JSON as its type, a page as text, bytes as such, events one by one. */
export type Output<Id extends OperationId> = Answer<Success<Id>>;

type Options<Id extends OperationId> = Output<Id> extends AsyncIterable<unknown> ? StreamOptions : CallOptions;

export type Methods = {
  readonly [Id in OperationId]: object extends Input<Id>
    ? (input?: Input<Id>, options?: Options<Id>) => Output<Id>
    : (input: Input<Id>, options?: Options<Id>) => Output<Id>;
};
