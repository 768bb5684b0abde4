import { readFileSync } from 'node:fs';
import { knownOperators } from '@palimpsest/onnx';
import { describe, expect, it } from 'vitest';
import { renderCoverage } from './render-coverage.js';

describe('the coverage page', () => {
  it('is what the rosters say today', () => {
    const page = readFileSync(new URL('../../../docs/coverage.md', import.meta.url), 'utf8');
    expect(page, 'docs/coverage.md is stale: run `npm run sync`').toBe(renderCoverage());
  });

  it('lists every operator once, with its state', () => {
    const listed = [...renderCoverage().matchAll(/^\| `(.+?)` +\| [\d ]*\| (rule|zero|lowered|blocked) +\| \S/gm)].map(
      ([, op]) => op,
    );
    expect(listed).toEqual(knownOperators);
  });
});
