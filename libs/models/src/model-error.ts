/** A checkpoint that cannot be used, or a request it cannot serve: what, where, what to do. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  constructor(
    message: string,
    /** File or folder. */
    readonly where: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
