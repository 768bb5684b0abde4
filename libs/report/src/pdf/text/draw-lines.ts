/** Lines of text on one page: marked for screen readers, links as links, badges with their line round them. */
import type { ReportPdf } from '../report-pdf.js';
import { decorate, mark, openTag, type Tag } from '../tags.js';
import type { Line, Placed } from './lines.js';
import { FRAME_PADDING, type Piece } from './words.js';

export interface SetLine {
  readonly line: Line;
  /** Left end and upper edge in points. */
  readonly x: number;
  readonly y: number;
}

/** Ids that links may lead to, or nothing but their text would be drawn. */
export type Destinations = ReadonlySet<string>;

/** @param type of `tag`, or null for decoration such as a repeated head row */
export function drawLines(
  document: ReportPdf,
  lines: readonly SetLine[],
  { tag, type, destinations }: { readonly tag: Tag | null; readonly type: string; readonly destinations: Destinations },
): void {
  const pieces = lines.flatMap(({ line, x, y }) =>
    line.placed.map(({ piece, x: within }: Placed) => ({ piece, x: x + within, baseline: y + 0.76 * line.height })),
  );
  const frames = pieces.filter(({ piece }) => piece.frame);
  if (frames.length > 0 && tag) decorate(document, () => frames.forEach((frame) => drawFrame(document, frame)));
  for (const group of groups(pieces, destinations)) {
    const draw = () => group.pieces.forEach((piece) => drawPiece(document, piece));
    if (!tag) draw();
    else if (group.to !== null) drawLink(document, group.to, group.pieces, tag, draw);
    else if (group.language !== null) markForeign(document, tag, group.language, draw);
    else mark(document, tag, type, draw);
  }
}

interface SetPiece {
  readonly piece: Piece;
  readonly x: number;
  readonly baseline: number;
}

function groups(pieces: readonly SetPiece[], destinations: Destinations) {
  const found: { to: string | null; language: string | null; pieces: SetPiece[] }[] = [];
  for (const set of pieces) {
    const to = set.piece.to !== undefined && destinations.has(set.piece.to) ? set.piece.to : null;
    const last = found.at(-1);
    const language = set.piece.language ?? null;
    if (last && last.to === to && to === null && last.language === language) last.pieces.push(set);
    else found.push({ to, language, pieces: [set] });
  }
  return found;
}

function markForeign(document: ReportPdf, parent: Tag, language: string, draw: () => void): void {
  const span = openTag(document, parent, 'Span', { lang: language });
  mark(document, span, 'Span', draw);
  span.end();
}

function drawPiece(document: ReportPdf, { piece, x, baseline }: SetPiece): void {
  document
    .font(piece.font)
    .fontSize(piece.size)
    .fillColor(piece.colour)
    .text(piece.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
}

function drawFrame(document: ReportPdf, { piece, x, baseline }: SetPiece): void {
  const height = 1.3 * piece.size;
  document
    .roundedRect(x - FRAME_PADDING, baseline - 0.98 * piece.size, piece.width + 2 * FRAME_PADDING, height, height / 2)
    .lineWidth(0.7)
    .stroke(piece.frame ?? piece.colour);
}

function drawLink(document: ReportPdf, to: string, pieces: readonly SetPiece[], parent: Tag, draw: () => void): void {
  const link = openTag(document, parent, 'Link');
  mark(document, link, 'Link', draw);
  for (const { piece, x, baseline } of pieces) {
    // For PDF/UA a link says in words where it leads, and is an object of the structure tree.
    const options = { structParent: link, Contents: new String(piece.text) };
    document.goTo(x, baseline - piece.size, piece.width, 1.3 * piece.size, to, options as object);
  }
  link.end();
}
