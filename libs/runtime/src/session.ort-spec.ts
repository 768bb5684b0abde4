import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { exportModel, GraphBuilder } from '@palimpsest/onnx';
import { tensor } from '@palimpsest/tensor';
import { openSession, RuntimeError, type Session } from './index.js';

let session: Session | undefined;
afterEach(async () => {
  await session?.close();
  session = undefined;
});

const doubled = () => {
  const g = new GraphBuilder();
  const x = g.input('x', 'float32', [3]);
  g.output(g.mul(x, 2), 'y');
  return g;
};
const x = tensor('float32', [3], Float32Array.of(1, 2, 3));

describe('openSession', () => {
  it('runs a graph as it was built', async () => {
    session = await openSession({ graph: doubled() });
    const { y } = await session.run({ x });
    expect(y).toEqual(tensor('float32', [3], Float32Array.of(2, 4, 6)));
  });

  it('runs model bytes', async () => {
    session = await openSession({ bytes: exportModel(doubled().build()) });
    expect(Object.keys(await session.run({ x }))).toEqual(['y']);
  });

  it('leaves weights on disk and still finds them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'weights-'));
    const file = join(folder, 'w.bin');
    await writeFile(file, new Uint8Array(Float32Array.of(0, 10, 20, 30).buffer));
    const g = new GraphBuilder();
    const weight = g.externalConstant('w', 'float32', [3], { file, offset: 4, length: 12 });
    g.output(g.add(g.input('x', 'float32', [3]), weight), 'y');
    session = await openSession({ graph: g });
    await rm(folder, { recursive: true });
    expect((await session.run({ x }))['y']?.data).toEqual(Float32Array.of(11, 22, 33));
  });

  it('takes parameters as inputs when asked to', async () => {
    const g = new GraphBuilder();
    const weight = g.constant('w', x);
    g.output(g.mul(g.input('x', 'float32', [3]), weight), 'y');
    session = await openSession({ graph: g, parametersAsInputs: ['w'] });
    expect(session.inputNames).toEqual(['x', 'w']);
    expect((await session.run({ x, w: x }))['y']?.data).toEqual(Float32Array.of(1, 4, 9));
  });

  it('names the input that was not fed', async () => {
    session = await openSession({ graph: doubled() });
    await expect(session.run({})).rejects.toThrow(/no value was fed for x/);
  });

  it('refuses a data type that cannot cross', async () => {
    session = await openSession({ graph: doubled() });
    const half = tensor('bfloat16', [3], new Uint16Array(3));
    await expect(session.run({ x: half })).rejects.toBeInstanceOf(RuntimeError);
  });

  it('refuses bytes that are no model, and a closed session', async () => {
    await expect(openSession({ bytes: Uint8Array.of(1, 2, 3) })).rejects.toThrow(/cannot be loaded/);
    const closed = await openSession({ graph: doubled() });
    await closed.close();
    await closed.close();
    await expect(closed.run({ x })).rejects.toThrow(/closed/);
  });
});
