/**
 * Every error as a problem (RFC 9457). Errors of the domain have their kind here; whatever is not known is an
 * internal error whose message goes to the log only, because it may hold what nobody may see.
 */
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { AuditInputError, PluginDefinitionError, StoreConflictError, UnknownPluginError } from '@palimpsest/audit';
import {
  InvalidInputError,
  problemKinds,
  problemMediaType,
  problemType,
  type Problem,
  type ProblemKind,
} from '@palimpsest/contracts';
import { RequestError, UnknownEntryError } from '@palimpsest/compliance';
import { DatasetError } from '@palimpsest/datasets';
import {
  AuditRunsError,
  CursorError,
  DataErasedError,
  isLostConnection,
  NameTakenError,
  RequestOpenError,
} from '@palimpsest/persistence';
import { CommandSignerError } from '@palimpsest/platform';
import {
  BlobNotFoundError,
  DigestMismatchError,
  LengthMismatchError,
  LimitExceededError,
  OffsetConflictError,
  UploadNotFoundError,
} from '@palimpsest/storage';
import type { Logger } from 'pino';
import { ProblemError } from './problem-error.js';
import type { ApiRequest, ApiResponse } from './request.js';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<ApiRequest>(), http.getResponse<ApiResponse>()];
    const known = problemOf(error);
    if (known.kind === 'internal-error') {
      const { requestId, span } = request;
      this.log.error({ request: requestId, trace_id: span?.traceId, error: nameOf(error) }, 'internal error');
      span?.fail(error);
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(response, request, known);
  }
}

export function sendProblem(
  response: ApiResponse,
  request: Pick<ApiRequest, 'requestId'>,
  { kind, detail, problems, headers }: Pick<ProblemError, 'kind' | 'detail' | 'problems' | 'headers'>,
): void {
  const { status, title } = problemKinds[kind];
  const body: Problem = {
    ...{ type: problemType(kind), title, status, detail, instance: request.requestId },
    ...(problems ? { problems: [...problems] } : {}),
  };
  response.status(status).set(headers).type(problemMediaType).send(JSON.stringify(body));
}

const domainErrors: readonly (readonly [abstract new (...args: never[]) => Error, ProblemKind])[] = [
  [CursorError, 'invalid-input'],
  [AuditInputError, 'invalid-input'],
  [DatasetError, 'invalid-input'],
  [UnknownPluginError, 'invalid-input'],
  [PluginDefinitionError, 'invalid-input'],
  [UnknownEntryError, 'invalid-input'],
  [NameTakenError, 'conflict'],
  [StoreConflictError, 'conflict'],
  [AuditRunsError, 'conflict'],
  [RequestError, 'conflict'],
  [RequestOpenError, 'conflict'],
  [DataErasedError, 'gone'],
  [OffsetConflictError, 'conflict'],
  [DigestMismatchError, 'conflict'],
  [LengthMismatchError, 'conflict'],
  [LimitExceededError, 'too-large'],
  [UploadNotFoundError, 'not-found'],
  [BlobNotFoundError, 'not-found'],
  [CommandSignerError, 'not-ready'],
];

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof InvalidInputError) return new ProblemError('invalid-input', error.message, error.problems);
  if (isLostConnection(error)) return new ProblemError('not-ready', away, undefined, { 'retry-after': '2' });
  const domain = domainErrors.find(([type]) => error instanceof type);
  if (domain) return new ProblemError(domain[1], (error as Error).message);
  const kind = error instanceof HttpException ? kindOfStatus(error.getStatus()) : kindOfStatus(statusOf(error));
  return new ProblemError(kind, kind === 'internal-error' ? internal : `${(error as Error).message}.`);
}

const away = 'The database is away for a moment. Send the request again.';
const internal = 'Something failed here that should not have. The log has it under the request id in `instance`.';

/** Middleware of express says its status in the error. */
function statusOf(error: unknown): number {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : 500;
}

function kindOfStatus(status: number): ProblemKind {
  const found = (Object.keys(problemKinds) as ProblemKind[]).find((kind) => problemKinds[kind].status === status);
  return found ?? (status < 500 ? 'malformed-request' : 'internal-error');
}

/** Never the message: it may quote what it choked on. The stack's first line repeats it, so that goes too. */
function nameOf(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return { name: error.name, code: (error as { code?: unknown }).code, stack: frames.slice(0, 8) };
}
