/**
 * The drawings behind the generated people: one square per person with a transparent background, kept together
 * in one PNG sheet per pool. The left half of the sheet holds colours already multiplied by opacity, the right
 * half the opacity, because the codec reads pictures without an alpha channel.
 */
import { rgbImage, type RgbImage } from '../image/rgb-image.js';

/** Pixels on each side of a drawing. */
export const portraitSide = 96;
const perRow = 8;

/** side² pixels: `colour` interleaved RGB × opacity, `opacity` one byte each. */
export interface Portrait {
  readonly colour: Uint8Array;
  readonly opacity: Uint8Array;
}

/** All drawings as one picture, row by row. */
export function portraitSheet(portraits: readonly Portrait[]): RgbImage {
  const rows = Math.ceil(portraits.length / perRow);
  const width = 2 * perRow * portraitSide;
  const data = new Uint8Array(3 * width * rows * portraitSide);
  portraits.forEach((portrait, index) =>
    eachPixel(index, width, (at, mirrored, pixel) => {
      data.set(portrait.colour.subarray(3 * pixel, 3 * pixel + 3), at);
      data.fill(portrait.opacity[pixel] ?? 0, mirrored, mirrored + 3);
    }),
  );
  return rgbImage(width, rows * portraitSide, data);
}

/** The first `count` drawings of a sheet. Throws RangeError when it is too small. */
export function readPortraitSheet(sheet: RgbImage, count: number): readonly Portrait[] {
  const needed = Math.ceil(count / perRow) * portraitSide;
  if (sheet.width !== 2 * perRow * portraitSide || sheet.height < needed) {
    throw new RangeError(
      `A sheet of ${count} portraits is ${2 * perRow * portraitSide}×${needed}; got ${sheet.width}×${sheet.height}`,
    );
  }
  return Array.from({ length: count }, (_, index) => {
    const portrait = { colour: new Uint8Array(3 * portraitSide ** 2), opacity: new Uint8Array(portraitSide ** 2) };
    eachPixel(index, sheet.width, (at, mirrored, pixel) => {
      portrait.colour.set(sheet.data.subarray(at, at + 3), 3 * pixel);
      portrait.opacity[pixel] = sheet.data[mirrored] ?? 0;
    });
    return portrait;
  });
}

/** Visits the bytes of one drawing: of its colour, of its opacity, and the number of the pixel. */
function eachPixel(index: number, width: number, visit: (at: number, mirrored: number, pixel: number) => void): void {
  const left = (index % perRow) * portraitSide;
  const top = Math.floor(index / perRow) * portraitSide;
  for (let y = 0; y < portraitSide; y++) {
    for (let x = 0; x < portraitSide; x++) {
      const at = (top + y) * width + left + x;
      visit(3 * at, 3 * (at + perRow * portraitSide), y * portraitSide + x);
    }
  }
}
