/** Why a worker process is gone, for people and for whoever decides about another try. */

export type DeathReason =
  /** By itself, in the middle of a unit. */
  | { readonly kind: 'exit'; readonly code: number }
  /** From outside: the system short of memory (SIGKILL), or its own crash (SIGSEGV, SIGABRT). */
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  /** Node's heap was full, or an allocation was refused. */
  | { readonly kind: 'out-of-memory' }
  | { readonly kind: 'memory-limit'; readonly residentBytes: number; readonly limitBytes: number }
  | { readonly kind: 'silence'; readonly limitSeconds: number }
  /** `openPorts` failed. */
  | { readonly kind: 'unusable'; readonly message: string }
  | { readonly kind: 'not-started'; readonly message: string }
  /** `kill` was called. */
  | { readonly kind: 'killed' };

/** The process is gone; what it had saved is in the store. */
export class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError';
  /** @param words the last that it wrote to stderr */
  constructor(
    readonly reason: DeathReason,
    words = '',
  ) {
    super(`its worker process ${sentenceOf(reason)}${words ? `, saying "${words}"` : ''}`);
  }
}

function sentenceOf(reason: DeathReason): string {
  switch (reason.kind) {
    case 'exit':
      return `ended with code ${reason.code}`;
    case 'signal':
      return `was ended by ${reason.signal}${reason.signal === 'SIGKILL' ? ` (often because memory ran out: ${fewer})` : ''}`;
    case 'out-of-memory':
      return `ran out of memory: ${fewer}, or give Node more heap with --max-old-space-size`;
    case 'memory-limit':
      return `took ${megabytes(reason.residentBytes)} of memory and was ended, because its limit is ${megabytes(reason.limitBytes)}: raise the limit, or run the unit on a machine with more memory`;
    case 'silence':
      return `gave no sign of life for ${reason.limitSeconds} s and was ended: if its steps take that long, raise the limit`;
    case 'unusable':
      return `could not open what it works with: ${reason.message}`;
    case 'not-started':
      return `could not be started: ${reason.message}`;
    case 'killed':
      return 'was ended by whoever started it';
  }
}

const fewer = 'run fewer worker processes at a time';
const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`;
