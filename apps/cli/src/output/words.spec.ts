import { describe, expect, it } from 'vitest';
import { bytesText, duration, intervalText } from './words.js';

describe('numbers in words', () => {
  it.each([
    [400, '0 s'],
    [59_400, '59 s'],
    [83_000, '1 min 23 s'],
    [7_260_000, '2 h 1 min'],
  ])('%d ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [14e9, '14.0 GB'],
  ])('%d bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));

  it('never shows a missing number as zero', () => {
    expect(intervalText({ state: 'not-measured', reason: 'nobody was asked' })).toBe('–');
  });
});
