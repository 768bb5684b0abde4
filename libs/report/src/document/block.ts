/**
 * What a report says, without how it is drawn: sections of blocks, blocks of cells, cells of runs. Every form for
 * people (HTML, PDF) is drawn from this, so none says more or less than another. All texts are in one language already.
 */
import type { Role, VerdictValue } from '@palimpsest/contracts';

/** A piece of text within a line. */
export type Run =
  | string
  /** `language` (BCP 47) where it is not the document's: what was recorded in English. */
  | { readonly kind: 'strong' | 'muted' | 'code'; readonly text: string; readonly language?: string }
  /** A value with what it rests on, never torn apart: `12.3 %` and `[10.1, 14.8]`. */
  | { readonly kind: 'number'; readonly text: string; readonly interval?: string; readonly rests?: string }
  | { readonly kind: 'badge'; readonly value: VerdictValue; readonly text: string }
  /** `to` is the id of a section or block of this document. */
  | { readonly kind: 'link'; readonly to: string; readonly text: string };

export type Tone = VerdictValue | Role;

/** An estimate with its interval on a fixed scale. Decoration: the numbers stand beside it. */
export interface Bar {
  /** Null when it was not measured: the scale stays empty. */
  readonly span: { readonly estimate: number; readonly low: number; readonly high: number } | null;
  /** Drawn hollow: the value before a probe. */
  readonly before?: number;
  readonly scale: readonly [number, number];
  /** Values worth a line: the margin, the prior. */
  readonly lines: readonly number[];
  readonly tone: Tone;
}

export interface Cell {
  readonly runs: readonly Run[];
  /** Lines of small print under it. */
  readonly notes?: readonly (readonly Run[])[];
  readonly bar?: Bar;
  /** Share in [0, 1] that its background shows: the darker, the more. */
  readonly heat?: number;
}

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly head: readonly string[];
  /** One list of cells per row; the first cell is the row's header. */
  readonly rows: readonly (readonly Cell[])[];
  /** On a narrow screen one block per row whose cells say what they are. */
  readonly stacks?: boolean;
}

export interface Figure {
  /** From our own renderer; its colours are CSS custom properties (`charts/render-chart.ts`). */
  readonly svg: string;
  readonly caption: string;
  /** Loses its meaning when shrunk to half a page. */
  readonly isWide?: boolean;
}

export interface Picture {
  readonly caption: string;
  readonly alt: string;
  /** Null when its bytes are withheld or not at hand; `absent` says so. */
  readonly image: { readonly bytes: Uint8Array; readonly mediaType: string } | null;
  readonly absent?: string;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[]; readonly isMuted?: boolean }
  | { readonly kind: 'list'; readonly items: readonly (readonly Run[])[]; readonly isMuted?: boolean }
  /** Below the section's own heading. */
  | { readonly kind: 'heading'; readonly runs: readonly Run[]; readonly id?: string }
  | { readonly kind: 'verdict'; readonly value: VerdictValue; readonly badge: string; readonly sentence: string }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly term: string; readonly cell: Cell }[] }
  | {
      readonly kind: 'definitions';
      readonly entries: readonly { readonly term: string; readonly id?: string; readonly runs: readonly Run[] }[];
    }
  | Table
  /** Side by side where there is room. */
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] }
  | { readonly kind: 'pictures'; readonly pictures: readonly Picture[] }
  | { readonly kind: 'preformatted'; readonly text: string }
  /** Folded on a screen, printed open; `deep` ones are for experts and go to the end of what is printed. */
  | {
      readonly kind: 'fold';
      readonly id?: string;
      readonly summary: readonly Run[];
      readonly isOpen: boolean;
      readonly isDeep: boolean;
      readonly blocks: readonly Block[];
    };

export interface Section {
  /** Where links lead; also its place in the table of contents. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  /** BCP 47 */
  readonly language: string;
  readonly title: string;
  /** Above the title. */
  readonly brand: string;
  /** Below the title: which audit, which engine, when. */
  readonly byline: readonly Run[];
  /** The first says the verdict. */
  readonly sections: readonly Section[];
  readonly footer: readonly Run[];
}
