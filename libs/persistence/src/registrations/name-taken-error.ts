/** A name is taken by something else: nothing was changed. */
export class NameTakenError extends Error {
  override readonly name = 'NameTakenError';
  constructor(what: string, remedy = 'choose another name') {
    super(`${what} is taken by something else; ${remedy}`);
  }
}
