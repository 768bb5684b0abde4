/**
 * The faces a report is printed in, all embedded: Source Sans 3, DejaVu Sans Mono for digests, and DejaVu Sans, which
 * has most signs of mathematics and most alphabets, for what those lack. A character that none has is an error: a box
 * in its place would be a wrong number or a wrong name.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import type { ReportPdf } from '../report-pdf.js';

export type Face = 'regular' | 'semibold' | 'mono';

/** Text in one font file: what PDF can write in one go. */
export interface FontRun {
  readonly font: string;
  readonly text: string;
}

const files = {
  'source-sans': '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  'source-sans-semibold': '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
  'dejavu-mono': 'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf',
  'dejavu-sans': 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'dejavu-sans-bold': 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
};
type FontFile = keyof typeof files;

/** In the order in which a character is looked for. */
const chains: Readonly<Record<Face, readonly FontFile[]>> = {
  regular: ['source-sans', 'dejavu-sans'],
  semibold: ['source-sans-semibold', 'dejavu-sans-bold'],
  mono: ['dejavu-mono', 'dejavu-sans'],
};

export class MissingGlyphError extends Error {
  constructor(
    /** Every character that no font has, once. */
    readonly characters: readonly string[],
    text: string,
  ) {
    const named = characters.map((character) => `‹${character}› (${codePoint(character)})`).join(', ');
    super(
      `No font of the PDF has ${named}, in ‹${text.slice(0, 80)}›. Export the report as HTML, which uses the fonts of the reader's machine`,
    );
    this.name = 'MissingGlyphError';
  }
}

/** Of words by font, in ems. */
export type Widths = Map<string, Map<string, number>>;

export class Faces {
  /** @param widths what is known already, and becomes known */
  constructor(
    private readonly document: ReportPdf,
    private readonly widths: Widths = new Map(),
  ) {
    for (const file of Object.keys(files) as FontFile[]) document.registerFont(file, load(file).bytes);
  }

  /** @throws MissingGlyphError */
  split(text: string, face: Face): readonly FontRun[] {
    const runs: { font: FontFile; text: string }[] = [];
    const missing = new Set<string>();
    for (const character of text) {
      const font = chains[face].find((file) => hasGlyph(file, character));
      const last = runs.at(-1);
      if (font === undefined) missing.add(character);
      else if (last?.font === font) last.text += character;
      else runs.push({ font, text: character });
    }
    if (missing.size > 0) throw new MissingGlyphError([...missing], text);
    return runs;
  }

  /** Width in points. */
  width({ font, text }: FontRun, size: number): number {
    const known = this.widths.get(font) ?? new Map<string, number>();
    this.widths.set(font, known);
    let perEm = known.get(text);
    if (perEm === undefined) {
      perEm = this.document.font(font).fontSize(1000).widthOfString(text) / 1000;
      known.set(text, perEm);
    }
    return perEm * size;
  }

  /** One font that has all of `text`, for drawings whose texts cannot change fonts half-way. */
  whole(text: string, face: Face): string {
    const font = chains[face].find((file) => [...text].every((character) => hasGlyph(file, character)));
    if (font !== undefined) return font;
    const missing = [...text].filter((character) => !chains[face].some((file) => hasGlyph(file, character)));
    throw new MissingGlyphError(missing, text);
  }
}

interface LoadedFont {
  readonly bytes: Buffer;
  readonly font: Font;
  /** Which characters were asked for, and whether it has them. */
  readonly known: Map<string, boolean>;
}

/** The same for every document. */
const loaded = new Map<FontFile, LoadedFont>();

function load(file: FontFile): LoadedFont {
  const found = loaded.get(file);
  if (found) return found;
  const bytes = readFileSync(createRequire(import.meta.url).resolve(files[file]));
  const entry = { bytes, font: create(bytes) as Font, known: new Map<string, boolean>() };
  loaded.set(file, entry);
  return entry;
}

function hasGlyph(file: FontFile, character: string): boolean {
  const { font, known } = load(file);
  const found = known.get(character) ?? font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
  known.set(character, found);
  return found;
}

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
