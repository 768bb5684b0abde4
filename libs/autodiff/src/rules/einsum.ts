/** Gradient of Einstein summation: an Einstein summation of the cotangent with the other operands. */
import type { Value } from '@palimpsest/onnx';
import { AutodiffError } from '../autodiff-error.js';
import { dimsOf } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';

/** Y = einsum(A, B, …)  ⇒  Ā = einsum(Ȳ, B, … → labels of A), spread over labels that only A has */
export const Einsum: VjpRule = (context) => {
  const { g, dy, inputs, input, wants } = context;
  const { operands, result } = readEquation(context);
  return inputs.map((_, at) => {
    if (!wants(at)) return false;
    const own = operands[at] ?? '';
    const others = operands.flatMap((labels, other) => (other === at ? [] : [{ labels, value: input(other) }]));
    const factors = [{ labels: result, value: dy }, ...others];
    const known = [...own].filter((label) => factors.some(({ labels }) => labels.includes(label))).join('');
    const equation = `${factors.map(({ labels }) => labels).join(',')}->${known}`;
    const values = factors.map(({ value }) => value);
    return spread(context, g.op1('Einsum', values, { equation }), known, own, input(at));
  });
};

/** Along labels that were summed within one operand alone, the gradient is the same everywhere. */
function spread({ g }: VjpContext, value: Value, known: string, own: string, x: Value): Value {
  const dims = dimsOf(x);
  const kept = [...own].map((label, axis) => (known.includes(label) ? (dims[axis] ?? 1) : 1));
  return g.expand(g.reshape(value, kept), dims);
}

/** The equation with labels for the axes that ellipses stand for, the same from the right in all, and with its result. */
function writtenOut(equation: string, ranks: readonly number[]): readonly [left: string, right: string] {
  const [left = '', given] = equation.split('->');
  const spare = [...'ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkjihgfedcba'].filter(
    (label) => !equation.includes(label),
  );
  const hidden = left.split(',').map((term, at) => (term.includes('...') ? (ranks[at] ?? 0) - term.length + 3 : 0));
  const labels = (count: number) => spare.slice(0, count).toReversed().join('');
  const terms = left.split(',').map((term, at) => term.replace('...', labels(hidden[at] ?? 0)));
  const right = given ?? (left.includes('...') ? '...' : '') + labelsOfOne(left);
  return [terms.join(','), right.replace('...', labels(Math.max(...hidden)))];
}

/** Labels that stand in one place only, sorted: the result where none is written. */
function labelsOfOne(left: string): string {
  const labels = left.replace(/[^A-Za-z]/g, '');
  return [...labels]
    .filter((label) => labels.split(label).length === 2)
    .sort()
    .join('');
}

function readEquation({ attributes, node, inputs, input, output }: VjpContext) {
  const given = attributes.text('equation', '').replaceAll(' ', '');
  const [left, result] = writtenOut(
    given,
    inputs.map((_, at) => dimsOf(input(at)).length),
  );
  const operands = left.split(',');
  const isPlain = operands.every((labels) => /^[A-Za-z]*$/.test(labels) && new Set(labels).size === labels.length);
  if (!isPlain || operands.length !== inputs.length) {
    const problem = `the equation ${given} has a label twice in one operand; write it as a product`;
    throw new AutodiffError(`Einsum ‹${node.name}›: ${problem}`, [node.name]);
  }
  if (dimsOf(output(0)).length !== result.length) throw new RangeError(`Einsum: ${given} names other axes`);
  return { operands, result };
}
