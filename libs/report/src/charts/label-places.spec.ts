import { describe, expect, it } from 'vitest';
import { labelPlaces } from './label-places.js';

const size = { width: 360, height: 300 };
const gap = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y);

describe('labelPlaces', () => {
  it('puts a letter up and to the right of a point that has room', () => {
    const [place] = labelPlaces([{ x: 100, y: 100 }], size);
    expect(place?.x).toBeGreaterThan(100);
    expect(place?.y).toBeLessThan(100);
  });

  it('keeps letters of crowded points apart and inside the plot', () => {
    const points = [0, 1, 2, 3, 4].map((step) => ({ x: 352 + step / 2, y: 4 + step }));
    const places = labelPlaces(points, size);
    places.forEach((place, index) => {
      expect(place.x).toBeLessThan(size.width);
      expect(place.y).toBeGreaterThan(0);
      for (const other of places.slice(0, index)) expect(gap(place, other)).toBeGreaterThanOrEqual(13);
    });
  });
});
