/**
 * A session that is spoken to in float32, whatever its file takes and gives. The cache stays as it is given, for it only
 * ever goes back in.
 */
import type { Graph } from '@palimpsest/onnx';
import type { Feeds, Session } from '@palimpsest/runtime';
import { halfToSingle, singleToHalf, tensor, type Tensor } from '@palimpsest/tensor';

export function inFloat32(session: Session, { inputs }: Pick<Graph, 'inputs'>): Session {
  const half = new Set(inputs.filter(({ dtype }) => dtype === 'float16').map(({ name }) => name));
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    provider: session.provider,
    async run(feeds: Feeds, fetches?: readonly string[]) {
      const taken = mapTensors(feeds, (value, name) => (half.has(name) ? narrow(value) : value));
      const given = await session.run(taken, fetches);
      return mapTensors(given, (value, name) => (name.startsWith('present.') ? value : widen(value)));
    },
    close: () => session.close(),
  };
}

function mapTensors(tensors: Feeds, change: (value: Tensor, name: string) => Tensor): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, change(value, name)]));
}

const narrow = (value: Tensor): Tensor =>
  value.dtype === 'float32' ? tensor('float16', value.dims, singleToHalf(value.data)) : value;

const widen = (value: Tensor): Tensor =>
  value.dtype === 'float16' ? tensor('float32', value.dims, halfToSingle(value.data)) : value;
