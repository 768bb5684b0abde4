/** Where a token of a sequence stands, as rotary embeddings are told. */

/** The tokens that an image takes up in a sequence. */
export interface ImageSpan {
  /** Of its first token. */
  readonly place: number;
  readonly tokens: number;
}

export interface Positions {
  /** 1, or 3 where time, row and column are counted apart. */
  readonly axes: number;
  /** Of the token at `index` of a sequence without padding; one number per axis. */
  at(index: number, image: ImageSpan | null): readonly number[];
}

/** Tokens are counted from 0. */
export const countTokens: Positions = { axes: 1, at: (index) => [index] };

/** Tokens are counted from 1. */
export const countFromOne: Positions = { axes: 1, at: (index) => [index + 1] };

/**
 * Multimodal rotary positions (Wang et al., arXiv 2409.12191, §2.1) of one square image: it has one time, its rows and
 * its columns; text counts on in all three, behind the largest of them.
 */
export const countRowsAndColumns: Positions = {
  axes: 3,
  at(index, image) {
    if (!image || index < image.place) return [index, index, index];
    const side = Math.sqrt(image.tokens);
    const cell = index - image.place;
    if (cell >= image.tokens) {
      const behind = image.place + side + (cell - image.tokens);
      return [behind, behind, behind];
    }
    return [image.place, image.place + Math.floor(cell / side), image.place + (cell % side)];
  },
};
