/** What the environment asks for cannot be had. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
}
