import { variantGroup } from '@palimpsest/audit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenly, layerName } from './layers.js';

const counts = fc.integer({ min: 1, max: 200 });

describe('the layers that are looked behind', () => {
  it('are all of a small decoder', () => {
    expect(evenly(2, 8)).toEqual([1, 2]);
    expect(evenly(3, 3)).toEqual([1, 2, 3]);
  });

  it('are spread over a large one', () => {
    expect(evenly(32, 8)).toEqual([4, 8, 12, 16, 20, 24, 28, 32]);
    expect(evenly(28, 3)).toEqual([9, 19, 28]);
  });

  it('are different layers that exist, the last one among them', () => {
    fc.assert(
      fc.property(counts, counts, (layers, most) => {
        const chosen = evenly(layers, most);
        expect(chosen).toHaveLength(Math.min(layers, most));
        expect(chosen.at(-1)).toBe(layers);
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.every((layer) => layer >= 1 && layer <= layers)).toBe(true);
      }),
    );
  });

  it('are rows of their own in the ledger', () => {
    expect(variantGroup(layerName(1))).not.toBe(variantGroup(layerName(2)));
  });
});
