/**
 * A defense given as a graph: runs it on 8-bit images, in batches, and hands the same graph to attacks that
 * differentiate through it.
 */
import type { DefenseContext, PreparedDefense } from '@palimpsest/audit';
import type { RgbImage } from '@palimpsest/datasets';
import { GraphBuilder, type Value } from '@palimpsest/onnx';
import { tensor, type Tensor } from '@palimpsest/tensor';

/** Images per run; the last batch is filled up, so the graph stays static. */
const batch = 16;

/** @param build [n, 3, H, W] in [0,1] → the same shape and range */
export async function graphDefense(
  context: Pick<DefenseContext, 'pixelGrid' | 'open'>,
  build: (g: GraphBuilder, pixels: Value) => Value,
): Promise<PreparedDefense> {
  const { height, width } = context.pixelGrid;
  const dims = [batch, 3, height, width];
  const g = new GraphBuilder();
  g.output(build(g, g.input('pixels', 'float32', dims)), 'defended');
  const session = await context.open(g);
  return {
    async apply(images) {
      const defended: RgbImage[] = [];
      for (let start = 0; start < images.length; start += batch) {
        const some = images.slice(start, start + batch);
        const { defended: result } = await session.run({ pixels: planar(some, dims) });
        if (result?.dtype !== 'float32') throw new TypeError('defense: the graph must return float32');
        defended.push(...some.map((_, index) => interleaved(result.data, index, height, width)));
      }
      return defended;
    },
    build,
    close: () => session.close(),
  };
}

function planar(images: readonly RgbImage[], dims: readonly number[]): Tensor {
  const plane = (dims[2] ?? 0) * (dims[3] ?? 0);
  const data = new Float32Array(batch * 3 * plane);
  images.forEach((image, n) => {
    for (let at = 0; at < 3 * plane; at++) {
      data[(3 * n + (at % 3)) * plane + Math.floor(at / 3)] = (image.data[at] ?? 0) / 255;
    }
  });
  return tensor('float32', dims, data);
}

function interleaved(data: Float32Array, index: number, height: number, width: number): RgbImage {
  const plane = height * width;
  const pixels = Uint8Array.from({ length: 3 * plane }, (_, at) => {
    const value = data[(3 * index + (at % 3)) * plane + Math.floor(at / 3)] ?? 0;
    return Math.min(255, Math.max(0, Math.round(255 * value)));
  });
  return { width, height, data: pixels };
}
