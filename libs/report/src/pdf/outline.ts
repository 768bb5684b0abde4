/** Bookmarks: where a section begins, and its headings below it. */
import type { Flow } from './flow.js';

type Bookmark = PDFKit.PDFOutline;

export function bookmark(flow: Flow, parent: Bookmark, title: string): Bookmark {
  const { width } = flow.document.page;
  // pdfkit counts from the right edge and the top.
  const place = { fit: false, left: width, top: Math.max(0, flow.y - 6), expanded: false };
  return parent.addItem(title, place);
}
