/** A key that opens or closes nothing, or an annex that is not what was sealed: what, and what to do. */
export class AnnexError extends Error {
  override readonly name = 'AnnexError';
}
