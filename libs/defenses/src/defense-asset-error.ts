/** A shipped file of a defense is not what the defense expects. */
export class DefenseAssetError extends Error {
  override readonly name = 'DefenseAssetError';
  constructor(
    readonly asset: string,
    readonly found: string,
  ) {
    super(`${asset} ${found}; expected one image batch in, one out. Rebuild it with "npm run zoo:build".`);
  }
}
