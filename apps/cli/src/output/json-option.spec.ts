import { describe, expect, it } from 'vitest';
import { jsonFile, spellOutJson } from './json-option.js';

describe('--json', () => {
  it('takes the next argument only when it is the name of a JSON file', () => {
    expect(spellOutJson(['audit', 'show', '--json', 'demo-1'])).toEqual(['audit', 'show', '--json=-', 'demo-1']);
    expect(spellOutJson(['demo', '--json', 'out.json'])).toEqual(['demo', '--json', 'out.json']);
    expect(spellOutJson(['demo', '--json'])).toEqual(['demo', '--json=-']);
    expect(spellOutJson(['demo', '--json=result'])).toEqual(['demo', '--json=result']);
  });

  it('names a file, or standard output', () => {
    expect(jsonFile('out.json')).toBe('out.json');
    expect([jsonFile(undefined), jsonFile(true), jsonFile('-')]).toEqual([null, null, null]);
  });
});
