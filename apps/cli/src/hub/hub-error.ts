/** What can go wrong between this machine and a hub. No message ever holds the token, or more of an address than its host. */

export interface HubFailure {
  /** Whether trying again may help. */
  readonly passes?: boolean;
  /** How long the hub asks to wait before that. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

export class HubError extends Error {
  override readonly name = 'HubError';
  readonly passes: boolean;
  readonly retryAfterMs: number | null;

  constructor(message: string, { passes = false, retryAfterMs = null, cause }: HubFailure = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.passes = passes;
    this.retryAfterMs = retryAfterMs;
  }
}
