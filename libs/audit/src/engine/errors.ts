/** Errors of a run. None of them names a subject, an answer or a question. */

/** The plan and the things it names do not fit together; nothing was measured. */
export class AuditInputError extends Error {
  override readonly name = 'AuditInputError';
  constructor(
    readonly what: string,
    readonly found: string,
    readonly remedy: string,
  ) {
    super(`${what}: ${found}. ${remedy}`);
  }
}

/** A unit of work failed. The audit can be resumed: finished units are kept. */
export class UnitFailedError extends Error {
  override readonly name = 'UnitFailedError';
  constructor(
    readonly unit: string,
    readonly title: string,
    options: { cause: unknown },
  ) {
    const reason = options.cause instanceof Error ? options.cause.message : String(options.cause);
    super(`${title} failed: ${reason}. Resume the audit to try again; finished units are kept.`, options);
  }
}

/** The run was cancelled between steps; what was finished is stored. */
export class AuditCancelledError extends Error {
  override readonly name = 'AuditCancelledError';
  constructor(readonly audit: string) {
    super(`Audit ${audit} was cancelled; resume it to go on from the last saved step`);
  }
}
