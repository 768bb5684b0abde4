/** A time stamp that proves nothing: what is wrong with it. */
export class TimeStampError extends Error {
  override readonly name = 'TimeStampError';
}
