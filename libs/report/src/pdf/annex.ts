/** What is for experts: collected while the sections are drawn, printed behind them, found by a mark such as `A3`. */
import type { Block, ReportDocument } from '../document/block.js';
import type { Destinations } from './text/draw-lines.js';

export type Fold = Extract<Block, { kind: 'fold' }>;

export interface AnnexEntry {
  readonly fold: Fold;
  readonly id: string;
  readonly mark: string;
}

export class Annex {
  /** Nothing of the document is for experts. */
  readonly isEmpty: boolean;
  readonly #entries: AnnexEntry[] = [];
  readonly #ids: Set<string>;

  constructor({ sections }: ReportDocument) {
    const blocks = sections.flatMap((section) => section.blocks);
    this.isEmpty = !blocks.some(holdsDeep);
    this.#ids = new Set([...sections.map(({ id }) => id), 'annex', ...blocks.flatMap(idsOf)]);
  }

  /** Every id that something can lead to. */
  get destinations(): Destinations {
    return this.#ids;
  }

  take(fold: Fold): AnnexEntry {
    const mark = `A${this.#entries.length + 1}`;
    const entry = { fold, id: fold.id ?? `annex-${mark}`, mark };
    this.#entries.push(entry);
    this.#ids.add(entry.id);
    return entry;
  }

  /** In their order, also those that are taken while earlier ones are drawn. */
  *taken(): Generator<AnnexEntry> {
    for (let at = 0; at < this.#entries.length; at += 1) {
      const entry = this.#entries[at];
      if (entry) yield entry;
    }
  }
}

const holdsDeep = (block: Block): boolean => block.kind === 'fold' && (block.isDeep || block.blocks.some(holdsDeep));

function idsOf(block: Block): readonly string[] {
  if (block.kind === 'definitions') return block.entries.flatMap(({ id }) => (id === undefined ? [] : [id]));
  if (block.kind !== 'heading' && block.kind !== 'fold') return [];
  const inside = block.kind === 'fold' ? block.blocks.flatMap(idsOf) : [];
  return block.id === undefined ? inside : [block.id, ...inside];
}
