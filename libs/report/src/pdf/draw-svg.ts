/** A chart of `../charts` with its lines and letters, not as a picture of them. */
import svgToPdf from 'svg-to-pdfkit';
import type { Flow } from './flow.js';
import { resolveColours } from './palette.js';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** @throws MissingGlyphError for a text that no font can write */
export function drawSvg(flow: Flow, svg: string, { x, y, width, height }: Rectangle): void {
  const { document } = flow;
  const { faces } = flow.parts;
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => unescapeXml(text));
  const all = texts.join('');
  const fonts = { regular: faces.whole(all, 'regular'), semibold: faces.whole(all, 'semibold') };
  const drawing = resolveColours(svg)
    .replace(/ style="width:100%[^"]*"/, '')
    // A gap of nothing is a solid line, which pdfkit writes without dashes.
    .replace(/ stroke-dasharray="[\d.]+,0"/g, '')
    .replace(/font-weight="(600|700)"/g, 'font-weight="bold"');
  const warnings: string[] = [];
  document.save();
  (svgToPdf as unknown as DrawSvg)(document, drawing, x, y, {
    ...{ width, height, assumePt: true, preserveAspectRatio: 'xMinYMin meet' },
    fontCallback: (_, isBold) => (isBold ? fonts.semibold : fonts.regular),
    warningCallback: (warning) => warnings.push(warning),
  });
  document.restore();
  if (warnings.length > 0) throw new Error(`A chart cannot be drawn as PDF: ${warnings.join('; ')}`);
}

/** The published types ask for the class of a document instead of a document. */
type DrawSvg = (document: PDFKit.PDFDocument, svg: string, x: number, y: number, options: svgToPdf.Options) => void;

export const unescapeXml = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
