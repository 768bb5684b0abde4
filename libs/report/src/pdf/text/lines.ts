/** Words to lines of a given width. A word wider than a line is broken where it hurts least; nothing is clipped. */
import type { Faces } from './faces.js';
import { FRAME_PADDING, type Piece, type Word } from './words.js';

export interface Placed {
  readonly piece: Piece;
  /** Points from the start of the line. */
  readonly x: number;
}

export interface Line {
  readonly placed: readonly Placed[];
  readonly width: number;
  /** Points from one line to the next. */
  readonly height: number;
}

const LEADING = 1.34;

export function breakLines(words: readonly Word[], width: number, faces: Faces): readonly Line[] {
  const lines: Line[] = [];
  let line = new OpenLine();
  const close = (space: Piece | null = null) => {
    lines.push(line.close(space));
    line = new OpenLine();
  };
  for (const word of words) {
    if (line.isEmpty || line.width + (word.space?.width ?? 0) + word.width <= width + TOLERANCE) {
      if (word.width <= width + TOLERANCE) {
        line.add(word.pieces, word.space);
        continue;
      }
    } else close(word.space);
    let rest = word.pieces;
    while (widthOf(rest) > width + TOLERANCE) {
      const [head, tail] = cut(rest, width, faces);
      line.add(head, null);
      close();
      rest = tail;
    }
    line.add(rest, null);
  }
  if (!line.isEmpty) close();
  return lines;
}

/** Sums of the same widths in another order differ in the last digits. */
const TOLERANCE = 0.01;

class OpenLine {
  readonly #placed: { piece: Piece; x: number }[] = [];
  #width = 0;

  get isEmpty(): boolean {
    return this.#placed.length === 0;
  }

  get width(): number {
    return this.#width;
  }

  add(pieces: readonly Piece[], space: Piece | null): void {
    for (const piece of this.isEmpty || !space ? pieces : [space, ...pieces]) {
      const last = this.#placed.at(-1);
      const padding = piece.frame ? FRAME_PADDING : 0;
      if (last && isSameInk(last.piece, piece))
        last.piece = { ...last.piece, text: last.piece.text + piece.text, width: last.piece.width + piece.width };
      else this.#placed.push({ piece, x: this.#width + padding });
      this.#width += piece.width + 2 * padding;
    }
  }

  /** @param space written at the end too, so that words stay words when the text is copied or read aloud */
  close(space: Piece | null): Line {
    const width = this.#width;
    if (space) this.add([space], null);
    const size = Math.max(...this.#placed.map(({ piece }) => piece.size));
    return { placed: this.#placed, width, height: LEADING * size };
  }
}

const isSameInk = (a: Piece, b: Piece): boolean =>
  a.font === b.font &&
  a.size === b.size &&
  a.colour === b.colour &&
  a.to === b.to &&
  a.language === b.language &&
  !a.frame &&
  !b.frame;

const widthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { width, frame }) => sum + width + (frame ? 2 * FRAME_PADDING : 0), 0);

/** The longest start that fits, rather after a sign than amid letters; at least one character. */
function cut(pieces: readonly Piece[], width: number, faces: Faces): readonly [Piece[], Piece[]] {
  const head: Piece[] = [];
  let room = width;
  for (const [index, piece] of pieces.entries()) {
    const padding = piece.frame ? 2 * FRAME_PADDING : 0;
    if (piece.width + padding <= room) {
      head.push(piece);
      room -= piece.width + padding;
      continue;
    }
    const at = cutAt(piece, room - padding, faces);
    if (at === 0 && head.length > 0) return [head, pieces.slice(index)];
    const [start, end] = split(piece, Math.max(1, at), faces);
    return [
      [...head, start],
      [...(end ? [end] : []), ...pieces.slice(index + 1)],
    ];
  }
  return [head, []];
}

/** Number of characters of `piece` in `room`. */
function cutAt(piece: Piece, room: number, faces: Faces): number {
  const characters = [...piece.text];
  let width = 0;
  let fits = 0;
  for (const character of characters) {
    width += faces.width({ font: piece.font, text: character }, piece.size);
    if (width > room) break;
    fits += 1;
  }
  const sign = characters.slice(0, fits).findLastIndex((character) => /[\s/:,;_.\-–]/.test(character)) + 1;
  return sign > fits / 2 ? sign : fits;
}

function split(piece: Piece, at: number, faces: Faces): readonly [Piece, Piece | null] {
  const characters = [...piece.text];
  const part = (text: string): Piece => ({
    ...piece,
    ...{ text, width: faces.width({ font: piece.font, text }, piece.size) },
  });
  const end = characters.slice(at).join('');
  return [part(characters.slice(0, at).join('')), end === '' ? null : part(end)];
}
