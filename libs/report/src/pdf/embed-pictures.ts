/**
 * Pictures put into the file before they are drawn, one after another: the library decodes transparent ones in the
 * background, and the order of what is in the file must not depend on which is ready first.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Block, Picture, ReportDocument } from '../document/block.js';
import type { ReportPdf } from './report-pdf.js';

/** What the library's own types leave out: a picture that is in the file. */
export type EmbeddedPicture = PDFKit.Mixins.ImageSrc & { readonly image?: unknown; embed(document: ReportPdf): void };
interface WithPictures {
  openImage(bytes: Buffer): EmbeddedPicture;
}

export type EmbeddedPictures = ReadonlyMap<Picture, EmbeddedPicture>;

/** @throws Error for a kind of picture that PDF does not hold */
export async function embedPictures(pdf: ReportPdf, { sections }: ReportDocument): Promise<EmbeddedPictures> {
  const embedded = new Map<Picture, EmbeddedPicture>();
  for (const picture of sections.flatMap(({ blocks }) => blocks.flatMap(picturesOf))) {
    if (!picture.image) continue;
    const opened = (pdf as unknown as WithPictures).openImage(bytesOf(picture.image));
    opened.embed(pdf);
    while (opened.image) await turn(); // it lets go of what it decodes when that is in the file
    embedded.set(picture, opened);
  }
  return embedded;
}

function picturesOf(block: Block): readonly Picture[] {
  if (block.kind === 'fold') return block.blocks.flatMap(picturesOf);
  return block.kind === 'pictures' ? block.pictures : [];
}

function bytesOf({ bytes, mediaType }: NonNullable<Picture['image']>): Buffer {
  if (mediaType === 'image/png' || mediaType === 'image/jpeg') return Buffer.from(bytes);
  throw new Error(`A picture of the kind ${mediaType} cannot be put into a PDF; store it as image/png or image/jpeg`);
}
