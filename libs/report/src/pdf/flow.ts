/** Where on which page the next block goes. Pages get their head and foot when they are begun. */
import type { Run } from '../document/block.js';
import type { EmbeddedPictures } from './embed-pictures.js';
import { colour } from './palette.js';
import type { ReportPdf } from './report-pdf.js';
import { pageMargins } from './report-pdf.js';
import { decorate, openTag, type Tag, type TagOptions } from './tags.js';
import { drawLines, type Destinations } from './text/draw-lines.js';
import type { Face, Faces } from './text/faces.js';
import { breakLines, type Line } from './text/lines.js';
import { toWords, type Ink } from './text/words.js';
import type { PaperWords } from './words.js';

export interface PageHead {
  readonly title: string;
  /** Which audit. */
  readonly reference: string;
  readonly brand: string;
}

/** What the first of two passes finds out for the second. */
export interface PageNumbers {
  readonly total: number;
  /** Page of every id, from 1. */
  readonly of: ReadonlyMap<string, number>;
}

export type Layout = 'portrait' | 'landscape';

const size = { text: 9.5, small: 8 } as const;
export const inks = {
  text: { face: 'regular', size: size.text, colour: colour('ink') },
  muted: { face: 'regular', size: size.small, colour: colour('muted') },
} satisfies Record<string, Ink>;

/** Longer lines are hard to read. */
const WIDEST_TEXT = 470;

export interface FlowParts {
  readonly document: ReportPdf;
  readonly faces: Faces;
  readonly words: PaperWords;
  readonly head: PageHead;
  readonly destinations: Destinations;
  /** Null during the first pass. */
  readonly numbers: PageNumbers | null;
  /** None during the first pass, which only counts pages. */
  readonly pictures: EmbeddedPictures;
}

export class Flow {
  /** Upper edge of what comes next, in points from the top of the page. */
  y = 0;
  #layout: Layout = 'portrait';
  #page = 0;
  readonly #pages = new Map<string, number>();

  constructor(readonly parts: FlowParts) {}

  get document(): ReportPdf {
    return this.parts.document;
  }

  get layout(): Layout {
    return this.#layout;
  }

  get left(): number {
    return pageMargins.left;
  }

  /** Points between the margins. */
  get width(): number {
    return this.widthOn(this.#layout);
  }

  widthOn(layout: Layout): number {
    return A4[layout].width - pageMargins.left - pageMargins.right;
  }

  get textWidth(): number {
    return Math.min(this.width, WIDEST_TEXT);
  }

  /** Points that are left on this page. */
  get room(): number {
    return A4[this.#layout].height - pageMargins.bottom - this.y;
  }

  /** Points of an empty page. */
  get roomOfPage(): number {
    return A4[this.#layout].height - pageMargins.bottom - pageMargins.top;
  }

  get numbers(): PageNumbers {
    return { total: this.#page, of: this.#pages };
  }

  /** A new page, unless `height` fits on this one. */
  need(height: number): void {
    if (height > this.room && this.y > pageMargins.top) this.newPage(this.#layout);
  }

  /** Goes on upright; what is measured for an upright page does not begin on a wide one. */
  upright(): void {
    if (this.#layout !== 'portrait') this.newPage();
  }

  newPage(layout: Layout = 'portrait'): void {
    this.document.addPage({ size: 'A4', layout, margins: pageMargins });
    // For PDF/UA the tab key follows the structure of the page.
    (this.document.page.dictionary.data as Record<string, unknown>)['Tabs'] = 'S';
    this.#layout = layout;
    this.#page += 1;
    this.y = pageMargins.top;
    this.#furniture();
  }

  gap(points: number): void {
    if (this.y > pageMargins.top) this.y += points;
  }

  /** Links to `id` lead here. */
  anchor(id: string): void {
    this.document.addNamedDestination(id, 'XYZ', this.left, this.y - 6, null);
    this.#pages.set(id, this.#page);
  }

  lines(runs: readonly Run[], ink: Ink, width: number = this.textWidth): readonly Line[] {
    return breakLines(toWords(runs, ink, this.parts.faces), width, this.parts.faces);
  }

  /** Lines under one another, over as many pages as they take. */
  write(tag: Tag, type: string, lines: readonly Line[], x: number = this.left): void {
    let at = 0;
    while (at < lines.length) {
      const set = [];
      for (let line = lines[at]; line && (line.height <= this.room || set.length === 0); line = lines[at]) {
        if (line.height > this.room) this.newPage();
        set.push({ line, x, y: this.y });
        this.y += line.height;
        at += 1;
      }
      drawLines(this.document, set, { tag, type, destinations: this.parts.destinations });
      if (at < lines.length) this.newPage();
    }
  }

  tag(parent: Tag, type: string, options: TagOptions = {}): Tag {
    return openTag(this.document, parent, type, options);
  }

  #furniture(): void {
    const { head, words, numbers, faces } = this.parts;
    const { height } = A4[this.#layout];
    const right = this.left + this.width;
    const draw = (text: string, face: Face, y: number, align: 'left' | 'right', widest: number) => {
      const ink = { face, size: face === 'mono' ? 6.6 : 7.6, colour: colour('muted') };
      const [line] = breakLines(toWords([text], ink, faces), widest, faces);
      if (!line) return 0;
      const x = align === 'left' ? this.left : right - line.width;
      drawLines(this.document, [{ line, x, y }], { tag: null, type: '', destinations: noDestinations });
      return line.width;
    };
    const furniture = () => {
      const taken = draw(head.reference, 'mono', 27, 'right', this.width / 2);
      draw(head.title, 'regular', 26, 'left', this.width - taken - 20);
      this.document.moveTo(this.left, 40).lineTo(right, 40).lineWidth(0.5).stroke(colour('line'));
      draw(words.page(this.#page, numbers?.total ?? null), 'regular', height - 32, 'right', this.width / 2);
      draw(head.brand, 'regular', height - 32, 'left', this.width / 2);
    };
    decorate(this.document, furniture, 'Pagination');
  }
}

const noDestinations: Destinations = new Set();
const A4 = {
  portrait: { width: 595.28, height: 841.89 },
  landscape: { width: 841.89, height: 595.28 },
} as const;
