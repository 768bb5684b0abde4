/** What can go wrong between a client and a server. No message ever holds the key. */
import type { Problem } from './generated/types.js';

type KindOf<Type> = Type extends `/problems/${infer Kind}` ? Kind : never;
export type ProblemKind = KindOf<Problem['type']>;

/** The server says no, as RFC 9457 has it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly kind: ProblemKind;
  readonly status: number;
  /** What, where, and what to do. */
  readonly detail: string;
  /** Of invalid input: everything that does not fit. */
  readonly problems: NonNullable<Problem['problems']>;
  /** As in the server's log. */
  readonly requestId: string;

  constructor(
    problem: Problem,
    /** How long the server asks to wait before the next try. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(problem.detail);
    this.kind = problem.type.slice('/problems/'.length) as ProblemKind;
    this.status = problem.status;
    this.detail = problem.detail;
    this.problems = problem.problems ?? [];
    this.requestId = problem.instance;
  }
}

/** Nobody answered, or not in time; `cause` says more. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** Somebody answered, but not as a server of ours would: another program, a proxy, a redirect. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  constructor(
    readonly status: number,
    message: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

/** An address or key that no request is sent with. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}
