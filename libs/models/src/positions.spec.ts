import { describe, expect, it } from 'vitest';
import { countRowsAndColumns, countTokens } from './positions.js';

const image = { place: 3, tokens: 4 };
const along = (positions: typeof countTokens, span: typeof image | null, length: number) =>
  Array.from({ length: positions.axes }, (_, axis) =>
    Array.from({ length }, (_, index) => positions.at(index, span)[axis]),
  );

describe('positions', () => {
  it('count tokens, images or not', () => {
    expect(along(countTokens, image, 5)).toEqual([[0, 1, 2, 3, 4]]);
    expect(along(countTokens, null, 3)).toEqual([[0, 1, 2]]);
  });

  it('count the rows and columns of an image, and text on behind the larger of both', () => {
    expect(along(countRowsAndColumns, image, 9)).toEqual([
      [0, 1, 2, 3, 3, 3, 3, 5, 6],
      [0, 1, 2, 3, 3, 4, 4, 5, 6],
      [0, 1, 2, 3, 4, 3, 4, 5, 6],
    ]);
  });

  it('count text alone in all three', () => {
    expect(along(countRowsAndColumns, null, 2)).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
  });
});
