/** Where the letters beside points go, so that they cover neither each other nor a point. All in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A letter needs about as much room in either direction. */
const ROOM = 13;
const NEAR = 10;
/** Corners first, then the sides, then what lies between them; then further out. */
const angles = [45, 135, -45, -135, 90, -90, 0, 180, 22.5, 67.5, 112.5, 157.5, -22.5, -67.5, -112.5, -157.5];
const directions = [NEAR, 2 * NEAR, 3 * NEAR, 4 * NEAR].flatMap((reach) =>
  angles.map((degrees) => ({ degrees, reach })),
);

/** One place per point, beside it where there is room, further out where there is not. */
export function labelPlaces(
  points: readonly Place[],
  size: { readonly width: number; readonly height: number },
): Place[] {
  const taken: Place[] = [];
  return points.map((point) => {
    const candidates = directions.map(({ degrees, reach }) => ({
      x: point.x + reach * Math.cos((degrees * Math.PI) / 180),
      y: point.y - reach * Math.sin((degrees * Math.PI) / 180),
    }));
    const isInside = ({ x, y }: Place) => x > 0 && y > 0 && x < size.width && y < size.height;
    const isFree = (place: Place) =>
      taken.every((other) => distance(place, other) >= ROOM) &&
      points.every((other) => other === point || distance(place, other) >= 0.7 * ROOM);
    const place = candidates.find((one) => isInside(one) && isFree(one)) ?? candidates[0] ?? point;
    taken.push(place);
    return place;
  });
}

const distance = (a: Place, b: Place) => Math.hypot(a.x - b.x, a.y - b.y);
