/** An error as the caller will read it. */
import { HttpException } from '@nestjs/common';
import { problemKinds, type InputProblem, type ProblemKind } from '@palimpsest/contracts';

export class ProblemError extends HttpException {
  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    readonly problems?: readonly InputProblem[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail, problemKinds[kind].status);
  }
}

export const notFound = (what: string, name: string): ProblemError =>
  new ProblemError('not-found', `${what} ${name} is not here. List them to see what there is.`);
