/** A key or a sealed value cannot be used. Never carries key material or what was sealed. */
export class EncryptionError extends Error {
  override readonly name = 'EncryptionError';
  constructor(
    /** What was read: a variable, a file, a sealed value's context. */
    readonly where: string,
    readonly reason: string,
    readonly remedy: string,
  ) {
    super(`${where}: ${reason}. ${remedy}`);
  }
}
