/** A model's signature that cannot be used, or does not hold: why. */
export class ModelSignatureError extends Error {
  override readonly name = 'ModelSignatureError';
}
