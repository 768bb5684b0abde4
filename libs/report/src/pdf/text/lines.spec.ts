import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inks } from '../flow.js';
import { ReportPdf } from '../report-pdf.js';
import { Faces } from './faces.js';
import { breakLines } from './lines.js';
import { toWords } from './words.js';

const pdf = new ReportPdf({ title: '', language: 'en', createdAt: null, contentDigest: '' });
pdf.addPage();
const faces = new Faces(pdf);
const set = (text: string, width: number) => breakLines(toWords([text], inks.text, faces), width, faces);
const textOf = (lines: ReturnType<typeof set>) =>
  lines.map(({ placed }) => placed.map(({ piece }) => piece.text).join(''));

describe('breakLines', () => {
  it('loses no letter and stays within its width, however long the words are', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'W', '/', '7', 'é', '−', '.'), minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), fc.integer({ min: 15, max: 300 }), (words, width) => {
        const lines = set(words.join(' '), width);
        expect(textOf(lines).join('').replaceAll(' ', '')).toBe(words.join(''));
        for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + 0.1);
      }),
      { numRuns: 60 },
    );
  });

  it('breaks between words where it can', () => {
    expect(textOf(set('one two three', 40))).toEqual(['one two ', 'three']);
  });

  it('keeps a number with its interval', () => {
    const run = { kind: 'number', text: '12.3 %', interval: '[10.1, 14.8]' } as const;
    const lines = breakLines(toWords(['recovery of ', run], inks.text, faces), 80, faces);
    expect(textOf(lines).at(-1)).toBe('12.3 % [10.1, 14.8]');
  });
});
