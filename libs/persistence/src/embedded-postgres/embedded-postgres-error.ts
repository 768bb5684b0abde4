/** The embedded database cannot be started, or is somebody else's. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  constructor(
    /** The data folder. */
    readonly folder: string,
    readonly reason: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`Embedded PostgreSQL in ${folder}: ${reason}. ${remedy}`, options);
  }
}
