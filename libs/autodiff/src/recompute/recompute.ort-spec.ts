/** That memory really falls: the runtime must neither merge a copy with its original nor run it before it is needed. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { exportModel, GraphBuilder, orderByDepth, type Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import { afterAll, describe, expect, it } from 'vitest';
import { gradient } from '../gradient-graph.js';
import type { Recompute } from './dropped-values.js';

const runner = fileURLToPath(new URL('../../../runtime/src/testing/peak-of-run.ts', import.meta.url));
const [layers, tokens, width, heads] = [12, 768, 64, 8];
const shape = [1, tokens, width];

/** Its attention weights take 226 MB, what its layers hold between them 4 MB. */
function slopeOfTransformer(recompute: Recompute | undefined): GraphBuilder {
  const g = new GraphBuilder();
  const weight = (dims: readonly [number, number]) => {
    const values = Array.from({ length: dims[0] * dims[1] }, (_, at) => dims[0] ** -0.5 * Math.sin(12.9898 * at + 1));
    return g.constant(null, fromNumbers('float32', dims, values));
  };
  const [into, out] = [weight([width, 32 * width]), weight([32 * width, width])];
  const attention = (input: Value) => {
    const split = g.transpose(g.reshape(input, [1, tokens, heads, width / heads]), [0, 2, 1, 3]);
    const weights = g.softmax(g.mul(g.matMul(split, g.transposeLast(split)), 0.3));
    return g.reshape(g.transpose(g.matMul(weights, split), [0, 2, 1, 3]), shape);
  };
  const x = g.input('x', 'float32', shape);
  let stream: Value = x;
  for (let layer = 0; layer < layers; layer++) {
    stream = g.tanh(g.add(stream, attention(stream)));
    stream = g.tanh(g.add(stream, g.matMul(g.gelu(g.matMul(stream, into)), out)));
  }
  const loss = g.reduceMean(g.mul(stream, stream), null, false);
  g.output(gradient(g, loss, [x], { recompute })[0] as Value, 'slope');
  return g;
}

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-recompute-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly megabytes: number;
  readonly output: readonly number[];
}

async function run(recompute?: Recompute): Promise<Run> {
  const file = join(folder, `${recompute ?? 'none'}.onnx`);
  writeFileSync(file, exportModel(orderByDepth(slopeOfTransformer(recompute).build())));
  const args = ['--import', 'tsx', runner, file, JSON.stringify(shape)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as Run;
}

describe('recompute', () => {
  it('takes less memory for the same gradient', { timeout: 60_000 }, async () => {
    const [none, attention, layers] = [await run(), await run('attention'), await run('layers')];
    expect(none.output.some((value) => value !== 0)).toBe(true);
    for (const { output } of [attention, layers]) {
      const largest = Math.max(...none.output.map(Math.abs));
      expect(Math.max(...output.map((value, at) => Math.abs(value - (none.output[at] ?? Number.NaN))))).toBeLessThan(
        1e-6 * largest,
      );
    }
    expect(none.megabytes - attention.megabytes).toBeGreaterThan(100);
    expect(attention.megabytes - layers.megabytes).toBeGreaterThan(40);
  });
});
