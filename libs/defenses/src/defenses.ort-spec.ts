import { readdirSync } from 'node:fs';
import type { DefenseContext } from '@palimpsest/audit';
import { exportModel, GraphBuilder } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { fromNumbers, Rng, tensor, toNumbers } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { DefenseAssetError } from './defense-asset-error.js';
import { blurMatrix, gaussianBlur } from './gaussian-blur.js';
import { medianFiltered } from './median.js';
import { defenses } from './roster.js';

const grid = { height: 12, width: 10 };
const rng = new Rng('defenses');
type Image = { width: number; height: number; data: Uint8Array };

const picture = (value: (x: number, y: number, channel: number) => number): Image => ({
  ...grid,
  data: Uint8Array.from({ length: 3 * grid.height * grid.width }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return value(pixel % grid.width, Math.floor(pixel / grid.width), at % 3);
  }),
});
const smooth = picture((x, y, channel) => 60 + 3 * x + 2 * y + 10 * channel);
const noisy = picture(
  (x, y, channel) => (smooth.data[3 * (y * grid.width + x) + channel] ?? 0) + 12 * Math.sign(rng.uniform() - 0.5),
);

/** A network that halves the distance of every pixel to grey: stands in for the trained one. */
function fakeNetwork(): Uint8Array {
  const g = new GraphBuilder();
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
  const weight = fromNumbers('float32', [3, 3, 1, 1], [0.5, 0, 0, 0, 0.5, 0, 0, 0, 0.5]);
  const bias = fromNumbers('float32', [3], [0.25, 0.25, 0.25]);
  g.output(g.conv(pixels, g.constant('w', weight), g.constant('b', bias), {}), 'denoised');
  return exportModel(g.build());
}

const qualities: (number | undefined)[] = [];
const context: DefenseContext = {
  pixelGrid: grid,
  open: (graph, options) => openSession({ graph }, options),
  asset: (name) => (name === 'dncnn.onnx' ? Promise.resolve(fakeNetwork()) : Promise.reject(new Error(name))),
  images: {
    encode: (image, format, quality) => {
      qualities.push(quality);
      return Promise.resolve(Uint8Array.from([format.length, ...image.data.map((value) => value & 0xf8)]));
    },
    decode: (bytes) => Promise.resolve({ ...grid, data: bytes.slice(1) }),
  },
};

describe('defense roster', () => {
  it('has a line for every file that defines a defense', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter(
      (name) => !/(spec|index|roster|graph-defense|error)/.test(name),
    );
    expect(defenses.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  });
});

describe.each(defenses.map((defense) => [defense.id, defense] as const))('%s', (_, defense) => {
  const prepare = () => defense.prepare(context, defense.params.parse({}));

  it('keeps number, size and range, and repeats itself exactly', async () => {
    const ready = await prepare();
    const many = Array.from({ length: 17 }, (_unused, i) => (i % 2 ? smooth : noisy));
    const defended = await ready.apply(many);
    expect(defended.map(({ width, height, data }) => [width, height, data.length])).toEqual(
      many.map(() => [grid.width, grid.height, 3 * grid.width * grid.height]),
    );
    expect(await ready.apply(many)).toEqual(defended);
    expect(defended[16]).toEqual(defended[0]);
    expect(await ready.apply([])).toEqual([]);
    await ready.close();
  });

  it('does inside a graph what it does to images, where it can be differentiated', async () => {
    const ready = await prepare();
    if (ready.build) {
      const g = new GraphBuilder();
      g.output(ready.build(g, g.input('pixels', 'float32', [1, 3, grid.height, grid.width])), 'defended');
      const session = await openSession({ graph: g });
      const planar = Float32Array.from({ length: noisy.data.length }, (_unused, at) => {
        const plane = grid.height * grid.width;
        return (noisy.data[3 * (at % plane) + Math.floor(at / plane)] ?? 0) / 255;
      });
      const pixels = tensor('float32', [1, 3, grid.height, grid.width], planar);
      const { defended } = await session.run({ pixels });
      await session.close();
      const [saved] = await ready.apply([noisy]);
      toNumbers(defended!).forEach((value, at) => {
        const plane = grid.height * grid.width;
        expect(Math.round(255 * value)).toBe(saved?.data[3 * (at % plane) + Math.floor(at / plane)]);
      });
    } else {
      expect(['jpeg', 'median']).toContain(defense.id);
    }
    await ready.close();
  });
});

describe('gaussian-blur', () => {
  it('has rows that sum to 1 and mirror at the edges', () => {
    const matrix = blurMatrix(6, 1);
    for (let row = 0; row < 6; row++) {
      expect(matrix.slice(6 * row, 6 * row + 6).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    }
    const w = [0, 1, 2, 3].map((d) => Math.exp(-(d * d) / 2));
    const sum = (w[0] ?? 0) + 2 * ((w[1] ?? 0) + (w[2] ?? 0) + (w[3] ?? 0));
    // Row 0 sees columns −1…−3 mirrored onto 1…3.
    const expected = [0, 1, 2, 3].map((d) => ((d ? 2 : 1) * (w[d] ?? 0)) / sum);
    [...expected, 0].forEach((weight, column) => expect(matrix[column]).toBeCloseTo(weight, 12));
  });

  it('treats rows and columns alike and hardly changes a smooth image', async () => {
    const ready = await gaussianBlur.prepare(context, { sigma: 1 });
    const spot = picture((x, y) => (x === 4 && y === 5 ? 255 : 0));
    const [blurred, same] = await ready.apply([spot, smooth]);
    const at = (image: Image | undefined, x: number, y: number) => image?.data[3 * (y * grid.width + x)];
    expect(at(blurred, 4, 6)).toBe(at(blurred, 5, 5));
    expect(at(blurred, 4, 5)).toBe(
      Math.round(255 * (blurMatrix(12, 1)[5 * 12 + 5] ?? 0) * (blurMatrix(10, 1)[4 * 10 + 4] ?? 0)),
    );
    const interior = [3, 4, 5, 6].map((x) => Math.abs((at(same, x, 6) ?? 0) - (at(smooth, x, 6) ?? 0)));
    expect(Math.max(...interior)).toBeLessThanOrEqual(1);
    await ready.close();
  });
});

describe('median', () => {
  it('removes a single wrong pixel and keeps a ramp', () => {
    const ramp = picture((x) => 10 * x);
    const spoiled = { ...ramp, data: ramp.data.map((value, at) => (at === 3 * (5 * grid.width + 4) ? 255 : value)) };
    const filtered = medianFiltered(spoiled);
    expect(filtered.data[3 * (5 * grid.width + 4)]).toBe(40);
    expect(medianFiltered(ramp)).toEqual(ramp);
  });
});

describe('jpeg', () => {
  it('uses the given quality', async () => {
    const jpeg = defenses.find(({ id }) => id === 'jpeg')!;
    qualities.length = 0;
    await (await jpeg.prepare(context, jpeg.params.parse({ quality: 40 }))).apply([smooth]);
    expect(qualities).toEqual([40]);
  });
});

describe('dncnn', () => {
  const dncnn = defenses.find(({ id }) => id === 'dncnn')!;

  it('runs the shipped network', async () => {
    const ready = await dncnn.prepare(context, {});
    const [denoised] = await ready.apply([picture(() => 200)]);
    expect(denoised?.data[0]).toBe(Math.round(255 * (0.5 * (200 / 255) + 0.25)));
    await ready.close();
  });

  it('refuses a network of another shape and says what to do', async () => {
    const g = new GraphBuilder();
    const [a, b] = [g.input('a', 'float32', [1, 3, 12, 10]), g.input('b', 'float32', [1, 3, 12, 10])];
    g.output(g.add(a, b), 'sum');
    const wrong = { ...context, asset: () => Promise.resolve(exportModel(g.build())) };
    await expect(dncnn.prepare(wrong, {})).rejects.toThrow(DefenseAssetError);
    await expect(dncnn.prepare(wrong, {})).rejects.toThrow('npm run zoo:build');
  });
});
