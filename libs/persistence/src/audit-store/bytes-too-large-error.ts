/** More bytes than a row gives back. They are refused when written: reading them would end the reading process. */
export class BytesTooLargeError extends Error {
  override readonly name = 'BytesTooLargeError';
  constructor(
    readonly what: string,
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`${what} has ${bytes} bytes, a row of the database holds ${limit}. Split it, or keep it in a folder store.`);
  }
}
