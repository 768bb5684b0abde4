/** A file that cannot be a picture, said in one sentence. */

export type ImageProblem = 'empty' | 'unknown-format' | 'too-large' | 'broken';

export class ImageFormatError extends Error {
  override readonly name = 'ImageFormatError';
  constructor(
    /** Which picture, in words that carry no personal data. */
    readonly what: string,
    readonly problem: ImageProblem,
    explanation: string,
  ) {
    super(`${what} ${explanation}`);
  }
}
