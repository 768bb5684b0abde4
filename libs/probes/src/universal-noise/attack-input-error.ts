/** The attack was given something it cannot work with. Names no subject, question or answer. */
export class AttackInputError extends Error {
  override readonly name = 'AttackInputError';
  constructor(
    readonly found: string,
    readonly remedy: string,
  ) {
    super(`Image noise: ${found}. ${remedy}`);
  }
}
