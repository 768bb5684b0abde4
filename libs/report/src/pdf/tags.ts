/** The structure tree: what a screen reader reads, in its order. Everything drawn is in it or marked as decoration. */
import type { ReportPdf } from './report-pdf.js';

export type Tag = PDFKit.PDFStructureElement;

export interface TagOptions {
  /** In words, for what is not text. */
  readonly alt?: string;
  /** BCP 47, where it is not the document's. */
  readonly lang?: string;
  /** Of a header cell. */
  readonly scope?: 'Row' | 'Column';
  /** x0, y0, x1, y1 in points from the upper left. */
  readonly bbox?: readonly [number, number, number, number];
}

/** A new element at the end of `parent`; whoever made it ends it. */
export function openTag(document: ReportPdf, parent: Tag, type: string, options: TagOptions = {}): Tag {
  const tag = document.struct(type, options);
  parent.add(tag);
  return tag;
}

/** What `draw` draws on this page belongs to `tag`. */
export function mark(document: ReportPdf, tag: Tag, type: string, draw: () => void): void {
  const content = document.markStructureContent(type);
  draw();
  document.endMarkedContent();
  tag.add(content);
}

/** Lines, backgrounds, page numbers: nothing that is read. */
export function decorate(document: ReportPdf, draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
  document.markContent('Artifact', { type });
  draw();
  document.endMarkedContent();
}
