/** How wide each column is: every one what it asks for, or, where that is too much, what its longest word needs. */
export interface ColumnWish {
  /** Points: its longest word. */
  readonly least: number;
  /** Points: everything on one line. */
  readonly natural: number;
}

/** A column that asks for more than this wraps even where there is room. */
const WIDEST = 230;

/** @returns null when not even the longest words fit beside one another */
export function columnWidths(wishes: readonly ColumnWish[], room: number): readonly number[] | null {
  const least = wishes.map((wish) => wish.least);
  const wanted = wishes.map((wish) => Math.max(wish.least, Math.min(wish.natural, WIDEST)));
  if (sum(least) > room) return null;
  if (sum(wanted) <= room) return stretched(wanted, room);
  const spare = room - sum(least);
  const asked = wanted.map((width, column) => width - (least[column] ?? 0));
  return least.map((width, column) => width + (spare * (asked[column] ?? 0)) / sum(asked));
}

/** The last resort: words are broken. */
export function squeezed(wishes: readonly ColumnWish[], room: number): readonly number[] {
  const least = wishes.map((wish) => wish.least);
  const even = room / wishes.length;
  const narrow = sum(least.filter((width) => width <= even));
  const wide = sum(least.filter((width) => width > even));
  return least.map((width) => (width <= even ? width : ((room - narrow) * width) / wide));
}

/** Small tables stay small: the eye loses the line over a wide gap. */
function stretched(wanted: readonly number[], room: number): readonly number[] {
  const factor = Math.min(room / sum(wanted), 1.25);
  return wanted.map((width) => width * factor);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
