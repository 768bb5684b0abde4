/**
 * A PDF document whose bytes follow from its content: no clock, a file identifier made of a digest of what is printed,
 * and metadata (XMP) with the same title as the document information.
 */
import PDFDocument from 'pdfkit';

export interface PdfIdentity {
  readonly title: string;
  /** BCP 47 */
  readonly language: string;
  /** Null for a report without a time. */
  readonly createdAt: Date | null;
  /** SHA-256 of what is printed. */
  readonly contentDigest: string;
}

export const pageMargins = { top: 54, bottom: 46, left: 40, right: 40 } as const;

/** Before any report: the library wants a date for its file identifier, and gets one that never changes. */
const NO_DATE = new Date(0);

export class ReportPdf extends PDFDocument {
  readonly #identity: PdfIdentity;

  constructor(identity: PdfIdentity) {
    super({
      ...{ size: 'A4', margins: pageMargins, autoFirstPage: false },
      ...{ pdfVersion: '1.7', tagged: true, lang: identity.language, displayTitle: true },
      info: {
        ...{ Title: identity.title, Creator: 'Palimpsest', Producer: 'Palimpsest, pdfkit' },
        CreationDate: identity.createdAt ?? NO_DATE,
        Keywords: `sha256:${identity.contentDigest}`,
      },
    });
    this.#identity = identity;
    if (!identity.createdAt) delete this.info.CreationDate;
  }

  /** Called by pdfkit; its own version writes titles unescaped and cannot do without a date. */
  _addInfo(): void {
    const { title, createdAt } = this.#identity;
    const date = createdAt ? `<xmp:CreateDate>${createdAt.toISOString()}</xmp:CreateDate>` : '';
    const namespaces = [
      'xmlns:dc="http://purl.org/dc/elements/1.1/"',
      'xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
      'xmlns:pdf="http://ns.adobe.com/pdf/1.3/"',
    ];
    this.appendXML(
      `<rdf:Description rdf:about="" ${namespaces.join(' ')}>` +
        `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>` +
        `<xmp:CreatorTool>Palimpsest</xmp:CreatorTool>${date}<pdf:Producer>Palimpsest, pdfkit</pdf:Producer>` +
        `</rdf:Description>`,
    );
  }
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
