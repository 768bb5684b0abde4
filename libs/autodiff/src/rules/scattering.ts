/** Gradients of scatters, whose updates are written, added, multiplied or compared into the data at given places. */
import type { Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import type { VjpContext, VjpRule } from '../vjp.js';
import { zerosLike } from './zeros.js';

/** How one operator reads and writes at its indices. */
interface Places {
  readonly write: (data: Value, updates: Value, reduction: string) => Value;
  readonly read: (data: Value) => Value;
}

/** At index tuples. */
export const ScatterND: VjpRule = (context) => {
  const { g, input } = context;
  return scatterGradients(context, {
    write: (data, updates, reduction) => g.op1('ScatterND', [data, input(1), updates], { reduction }),
    read: (data) => g.op1('GatherND', [data, input(1)]),
  });
};

/** Along one axis, element by element. */
export const ScatterElements: VjpRule = (context) => {
  const { g, input } = context;
  const axis = context.attributes.int('axis', 0);
  return scatterGradients(context, {
    write: (data, updates, reduction) => g.op1('ScatterElements', [data, input(1), updates], { axis, reduction }),
    read: (data) => g.op1('GatherElements', [data, input(1)], { axis }),
  });
};

function scatterGradients(context: VjpContext, places: Places): readonly (Value | null | false)[] {
  switch (context.attributes.text('reduction', 'none')) {
    case 'none':
      return written(context, places);
    case 'add':
      return [context.dy, null, context.wants(2) && places.read(context.dy)];
    case 'mul':
      return multiplied(context, places);
    default:
      return compared(context, places);
  }
}

/** Y = U at the places, X elsewhere  ⇒  Ū = Ȳ at the places; X̄ = Ȳ, zero there */
function written({ g, dy, input, wants }: VjpContext, { write, read }: Places) {
  return [wants(0) && write(dy, zerosLike(g, input(2)), 'none'), null, wants(2) && read(dy)];
}

/** Y = X∘∏U  ⇒  X̄ = Ȳ∘∏U,  Ū = (Ȳ∘Y)/U (not defined where U = 0) */
function multiplied({ g, dy, input, output, wants }: VjpContext, { write, read }: Places) {
  const ones = () => g.expand(g.constant(null, fromNumbers(dy.dtype, [], [1])), dy.shape as readonly number[]);
  return [
    wants(0) && g.mul(dy, write(ones(), input(2), 'mul')),
    null,
    wants(2) && g.div(read(g.mul(dy, output(0))), input(2)),
  ];
}

/** Y = max or min of X and every U  ⇒  those that Y is equal to share Ȳ */
function compared({ g, dy, input, output, wants }: VjpContext, { write, read }: Places) {
  const ownHit = g.cast(g.equal(input(0), output(0)), dy.dtype);
  const hits = g.cast(g.equal(input(2), read(output(0))), dy.dtype);
  const share = g.div(dy, write(ownHit, hits, 'add'));
  return [wants(0) && g.mul(share, ownHit), null, wants(2) && g.mul(read(share), hits)];
}
