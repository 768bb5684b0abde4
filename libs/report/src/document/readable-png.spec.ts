import { describe, expect, it } from 'vitest';
import { reportExample, type Report } from '@palimpsest/contracts';
import { renderHtml } from '../html/render-html.js';
import { drawPdf } from '../pdf/draw-pdf.js';
import { readPdf } from '../pdf/testing/read-pdf.js';
import { isReadablePng } from './readable-png.js';
import { reportDocument } from './report-document.js';

/** One transparent pixel, one opaque, and 8 × 8 transparent ones in Adam7's passes. */
const [transparent, opaque, interlaced] = [
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGMwSJgAAAHkASHKbNIyAAAAAElFTkSuQmCC',
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAYAAAGzCI4dAAAAFklEQVR4nGMQUDBoYIATBBj0FRgABQD2kzgBscdDwwAAAABJRU5ErkJggg==',
].map((base64) => new Uint8Array(Buffer.from(base64, 'base64'))) as [Uint8Array, Uint8Array, Uint8Array];
/** Every way a file of that many bytes can be cut off, and a byte in the middle of its pixels turned over. */
const cutOff = Array.from({ length: transparent.length - 1 }, (_, length) => transparent.slice(0, length));
const garbled = transparent.map((byte, at) => (at === 45 ? byte ^ 0xff : byte));

describe('isReadablePng', () => {
  it('knows a whole picture from one that is cut off or garbled, transparent or not', () => {
    expect([transparent, opaque, interlaced].map(isReadablePng)).toEqual([true, true, true]);
    expect([...cutOff, garbled, new Uint8Array()].filter(isReadablePng)).toEqual([]);
  });
});

/** Nothing that has to be drawn but pictures. */
const report: Report = { ...reportExample, attacks: [], detectors: [], targets: [], subjects: [] };

describe('a report with a broken picture', () => {
  it.each([
    ['cut off', transparent.slice(0, -20)],
    ['garbled', garbled],
  ])('says that it cannot be read (%s), in page and PDF', async (_, bytes) => {
    const read = () => Promise.resolve(bytes);
    const html = await renderHtml(report, read);
    expect(html).toContain('cannot be read');
    expect(html).not.toContain('data:image/png');
    const pdf = await drawPdf(await reportDocument(report, read), { reference: 'a', generatedAt: null });
    const { pages } = await readPdf(pdf);
    expect(pages.map(({ text }) => text.replaceAll('\n', ' ')).join(' ')).toContain('cannot be read');
  });
});
