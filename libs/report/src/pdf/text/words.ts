/** Runs to words: what stays together on a line. */
import type { Run } from '../../document/block.js';
import { colour, verdictColour } from '../palette.js';
import type { Face, Faces } from './faces.js';

export interface Ink {
  readonly face: Face;
  /** Points. */
  readonly size: number;
  readonly colour: string;
}

/** Text in one font, size and colour. */
export interface Piece {
  readonly text: string;
  readonly font: string;
  readonly size: number;
  readonly colour: string;
  /** Points, without the frame. */
  readonly width: number;
  /** Id in this document that it leads to. */
  readonly to?: string;
  /** A badge: colour of the line round it. */
  readonly frame?: string;
  /** BCP 47, where it is not the document's. */
  readonly language?: string;
}

export interface Word {
  readonly pieces: Piece[];
  width: number;
  /** Before it on the same line; null where it begins or is glued. */
  readonly space: Piece | null;
  /** Narrowest column it asks for; a digest may be broken anywhere. */
  least: number;
}

/** Left and right of the text in a badge. */
export const FRAME_PADDING = 4;
/** Characters of a digest that stay together at least. */
const LEAST_OF_CODE = 14;

interface Segment {
  readonly text: string;
  readonly ink: Ink;
  readonly isWhole?: boolean;
  readonly to?: string;
  readonly frame?: string;
  readonly language?: string;
}

/** @throws MissingGlyphError */
export function toWords(runs: readonly Run[], ink: Ink, faces: Faces): readonly Word[] {
  const words: Word[] = [];
  let space: Piece | null = null;
  let glues = false;
  for (const segment of runs.flatMap((run) => segmentsOf(run, ink))) {
    const parts = segment.isWhole ? [segment.text] : segment.text.split(/([ \t\n\r]+)/).filter((part) => part !== '');
    for (const part of parts) {
      if (/^[ \t\n\r]+$/.test(part)) {
        space = piecesOf(' ', segment, faces).pieces[0] ?? null;
        glues = false;
        continue;
      }
      const { pieces, width, least } = piecesOf(part, segment, faces);
      const last = words.at(-1);
      if (glues && last) {
        last.pieces.push(...pieces);
        last.width += width;
        last.least += least;
      } else words.push({ pieces: [...pieces], width, least, space: words.length === 0 ? null : space });
      glues = true;
    }
  }
  return words;
}

function piecesOf(text: string, { ink, to, frame, language, isWhole }: Segment, faces: Faces) {
  const pieces = faces.split(text, ink.face).map((run): Piece => {
    const width = faces.width(run, ink.size);
    const extra = { ...(to && { to }), ...(frame && { frame }), ...(language && { language }) };
    return { ...run, size: ink.size, colour: ink.colour, width, ...extra };
  });
  const width = pieces.reduce((sum, piece) => sum + piece.width, 0) + (frame ? 2 * FRAME_PADDING : 0);
  const isBreakable = ink.face === 'mono' && !isWhole;
  return { pieces, width, least: isBreakable ? Math.min(width, LEAST_OF_CODE * 0.6 * ink.size) : width };
}

function segmentsOf(run: Run, ink: Ink): readonly Segment[] {
  if (typeof run === 'string') return [{ text: run, ink }];
  const language = 'language' in run && run.language ? { language: run.language } : {};
  switch (run.kind) {
    case 'strong':
      return [{ text: run.text, ink: { ...ink, face: 'semibold' }, ...language }];
    case 'muted':
      return [{ text: run.text, ink: { ...ink, colour: colour('muted') }, ...language }];
    case 'code':
      return [{ text: run.text, ink: { ...ink, face: 'mono', size: 0.82 * ink.size }, ...language }];
    case 'number': {
      const small = { ...ink, size: 0.88 * ink.size, face: 'regular' as const, colour: colour('muted') };
      const number = { text: run.interval ? `${run.text} ` : run.text, ink, isWhole: true };
      return run.interval ? [number, { text: run.interval, ink: small, isWhole: true }] : [number];
    }
    case 'badge': {
      const tone = verdictColour(run.value);
      const badge: Ink = { face: 'semibold', size: 0.9 * ink.size, colour: tone };
      return [{ text: run.text, ink: badge, isWhole: true, frame: tone }];
    }
    case 'link':
      return [{ text: run.text, ink: { ...ink, colour: colour('accent') }, to: run.to }];
  }
}
