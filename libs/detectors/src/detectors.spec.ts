import { readdirSync } from 'node:fs';
import type { DetectorContext } from '@palimpsest/audit';
import { describe, expect, it } from 'vitest';
import { cosine, denoiseConsistency } from './denoise-consistency.js';
import { detectors } from './roster.js';

const image = (values: readonly number[]) => ({ width: 1, height: 1, data: Uint8Array.from(values) });

/** The embedding is the pixel itself; the denoiser makes it grey. */
const context = {
  model: {
    embedImages: (images: readonly { data: Uint8Array }[]) =>
      Promise.resolve(images.map(({ data }) => Float32Array.from(data))),
  },
  defenses: {
    prepare: (id: string) =>
      Promise.resolve({
        apply: (images: readonly { data: Uint8Array }[]) =>
          Promise.resolve(
            images.map(({ data }) =>
              image(id === 'grey' ? (data.map(() => data[0] ?? 0).slice() as unknown as number[]) : [...data]),
            ),
          ),
        close: () => Promise.resolve(),
      }),
  },
} as unknown as DetectorContext;

describe('detector roster', () => {
  it('has a line for every file that defines a detector', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((name) => !/(spec|index|roster)/.test(name));
    expect(detectors.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  });
});

describe('denoise-consistency', () => {
  it('scores 0 for an image the denoiser leaves alone and more the further the embedding turns', async () => {
    const ready = await denoiseConsistency.prepare(context, { denoiser: 'grey' });
    const [grey, tinted, coloured] = await ready.score([image([9, 9, 9]), image([9, 8, 9]), image([9, 0, 0])]);
    expect(grey).toBeCloseTo(0, 12);
    expect(tinted).toBeGreaterThan(grey!);
    expect(coloured).toBeGreaterThan(tinted!);
    expect(coloured).toBeCloseTo(1 - 1 / Math.sqrt(3), 12);
  });

  it('scores every image, also none', async () => {
    const ready = await denoiseConsistency.prepare(context, { denoiser: 'identity' });
    expect(await ready.score([])).toEqual([]);
    expect(await ready.score([image([1, 2, 3]), image([4, 5, 6])])).toEqual([
      expect.closeTo(0, 12),
      expect.closeTo(0, 12),
    ]);
  });
});

describe('cosine', () => {
  it('is undefined for a zero vector, never a similarity of 0', () => {
    expect(cosine(Float32Array.of(0, 0), Float32Array.of(1, 1))).toBeNaN();
    expect(cosine(Float32Array.of(1), Float32Array.of(1, 1))).toBeNaN();
  });
});
