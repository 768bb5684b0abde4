import type { EmbeddingChange, VisionLanguageModel } from '@palimpsest/models';
import { tensor } from '@palimpsest/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeModel } from '../testing/fake-model.js';
import { readingEmbeddings, withinRadius } from './embeddings.js';

const rowsOf = (dims: readonly [number, number], values: readonly number[]) =>
  tensor('float32', dims, Float32Array.from(values));

/** Remembers what it was asked to read. */
function recording() {
  const changes: EmbeddingChange[] = [];
  const model = fakeModel({ name: 'fake', knows: () => true });
  const withEmbeddings = (change: EmbeddingChange): VisionLanguageModel => {
    changes.push(change);
    return model;
  };
  return { changes, model: { ...model, graphs: { ...model.graphs, withEmbeddings } } };
}

describe('a candidate that changes embeddings', () => {
  it('is asked through a copy that the runner makes, its shift shortened to the radius', () => {
    const { changes, model } = recording();
    const imageShift = rowsOf([2, 2], [3, 4, 0.1, 0]);
    const made = readingEmbeddings({ variant: 'shift', embeddings: { imageShift } }, model, 0.5);
    expect(made.model).toBeDefined();
    expect(made.embeddings).toBeUndefined();
    const [x = 0, y = 0, ...second] = changes[0]?.imageShift?.data ?? [];
    expect(Math.hypot(x, y)).toBeCloseTo(0.5, 6);
    expect(y / x).toBeCloseTo(4 / 3, 6);
    expect(second).toEqual([Math.fround(0.1), 0]);
  });

  it('is left alone when it changes none', () => {
    const candidate = { variant: 'clean' };
    expect(readingEmbeddings(candidate, recording().model, null)).toBe(candidate);
  });

  it.each([
    ['a shift without a radius', { imageShift: rowsOf([1, 1], [1]) }, null, /declares no radius/],
    ['what is no number', { prefix: rowsOf([1, 1], [Number.NaN]) }, 1, /not a number/],
  ])('is refused: %s', (_, embeddings, radius, message) => {
    expect(() => readingEmbeddings({ variant: 'odd', embeddings }, recording().model, radius)).toThrow(message);
  });

  it('is refused beside a changed model', () => {
    const { model } = recording();
    const embeddings = { prefix: rowsOf([1, 1], [1]) };
    expect(() => readingEmbeddings({ variant: 'both', model, embeddings }, model, null)).toThrow(/two candidates/);
  });
});

describe('a shift within a radius', () => {
  it('has no longer row, and rows that were shorter stay', () => {
    const row = fc.tuple(fc.float({ min: -9, max: 9, noNaN: true }), fc.float({ min: -9, max: 9, noNaN: true }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.double({ min: 0, max: 5, noNaN: true }), (rows, radius) => {
        const shift = rowsOf([rows.length, 2], rows.flat());
        const { data } = withinRadius(shift, radius);
        rows.forEach((given, at) => {
          const kept = [...data.subarray(2 * at, 2 * at + 2)];
          expect(Math.hypot(...kept)).toBeLessThanOrEqual(radius * (1 + 1e-6) + 1e-30);
          if (Math.hypot(...given) <= radius) expect(kept).toEqual(given);
        });
      }),
    );
  });
});
