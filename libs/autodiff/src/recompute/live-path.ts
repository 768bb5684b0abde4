/**
 * What a path of nodes holds at each of its points: the values that were made before and are read after it. Where that
 * is least (between the layers of a transformer: the residual stream), a path is cut.
 */
import { bytesOf, type Node, type Value } from '@palimpsest/onnx';

export interface PathPoint {
  /** Made on the path up to this node and read behind it. */
  readonly live: ReadonlySet<Value>;
  readonly liveBytes: number;
  /** Bytes of all values made up to and with this node. */
  readonly made: number;
}

/** One point after each node. @param ends values that are read at the end of the path */
export function pathPoints(path: readonly Node[], ends: readonly Value[]): readonly PathPoint[] {
  const last = new Map<Value, number>();
  path.forEach(({ inputs }, at) => inputs.forEach((input) => input && last.set(input, at)));
  for (const end of ends) last.set(end, path.length);
  let live = new Set<Value>();
  let made = 0;
  return path.map(({ outputs }, at) => {
    const kept = [...live, ...outputs].filter((value) => value !== null && (last.get(value) ?? -1) > at);
    live = new Set(kept as Value[]);
    for (const output of outputs) if (output) made += bytesOf(output);
    return { live, liveBytes: [...live].reduce((sum, value) => sum + bytesOf(value), 0), made };
  });
}

/** How far a cut looks around, in multiples of what it keeps: less than a layer makes, more than a norm does. */
const reach = 4;

/** Points that hold less than those around them, in order; the first of equal ones. The last part is at least of average size. */
export function cutsOf(points: readonly PathPoint[]): readonly number[] {
  const isLeast = ({ liveBytes: held, made }: PathPoint, at: number): boolean => {
    const near = (other: PathPoint | undefined) => other && Math.abs(other.made - made) <= reach * held;
    for (let before = at - 1; near(points[before]); before--)
      if ((points[before]?.liveBytes ?? 0) <= held) return false;
    for (let after = at + 1; near(points[after]); after++) if ((points[after]?.liveBytes ?? 0) < held) return false;
    return true;
  };
  const total = points.at(-1)?.made ?? 0;
  const cuts = points.flatMap((point, at) => (isLeast(point, at) ? [at] : []));
  return cuts.filter((at) => total - (points[at]?.made ?? 0) >= total / (cuts.length + 1));
}
