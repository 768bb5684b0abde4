/**
 * A step over a few images at a time: the memory of one part, loss and gradient of the whole. Each term is a mean,
 * so the whole's is the mean of the parts' weighted by what they count; parts differ in their answer tokens.
 *
 * A part's gradients are stacked before parts are added: the runtime finishes one addend before it starts the next,
 * so that no part's activations wait while another part runs.
 */
import { GraphBuilder, type Graph, type Value } from '@palimpsest/onnx';
import type { MeasuredTerm, MeasuredTerms } from './measured-terms.js';
import type { Term } from './terms.js';

/** Declares the inputs of a part and measures it. */
export type MeasurePart = (g: GraphBuilder, images: number) => MeasuredTerms;

export interface Passes {
  readonly count: number;
  /** Images of one pass. */
  readonly images: number;
  /** Of text rows: 2 where the questions stand once for the images and once for the denoised images, else 1. */
  readonly textBlocks: 1 | 2;
}

/** The inputs of the whole are those of a part with `count` times as many rows; `delta` is the same for all. */
export function inPasses(g: GraphBuilder, passes: Passes, measure: MeasurePart): MeasuredTerms {
  const part = partGraph(g.floatType, passes.images, measure);
  const whole = new Map(part.graph.inputs.map((input) => [input.name, wholeInput(g, input, passes.count)]));
  let weights: Record<string, Value> = {};
  const results = Array.from({ length: passes.count }, (_, pass) => {
    const rows = [...whole].map(([name, value]) => [name, rowsOf(g, name, value, pass, passes)] as const);
    const result = g.inline(part.graph, { ...Object.fromEntries(rows), ...weights }, `pass-${pass}/`);
    if (pass === 0) weights = weightsOf(g, part.graph, 'pass-0/');
    return result;
  });
  return { delta: whole.get('delta') as Value, terms: meanOfParts(g, results, part.terms, part.moving) };
}

function partGraph(floatType: GraphBuilder['floatType'], images: number, measure: MeasurePart) {
  const g = new GraphBuilder({ floatType });
  const measured = measure(g, images).terms;
  const terms = Object.keys(measured) as Term[];
  for (const [term, { loss, count }] of Object.entries(measured)) {
    g.output(loss, `loss_${term}`);
    g.output(g.add(count(), 0), `count_${term}`); // a count may be a constant, which cannot be an output
  }
  const moving = terms.filter((term) => measured[term]?.gradient);
  g.output(
    g.concat(
      moving.map((term) => measured[term]?.gradient as Value),
      0,
    ),
    'gradients',
  );
  return { graph: g.build({ name: 'pass' }), terms, moving };
}

function wholeInput(g: GraphBuilder, { name, dtype, shape }: Value, passes: number): Value {
  const [rows, ...rest] = shape as readonly [number, ...number[]]; // gradient graphs are static
  return g.input(name, dtype, name === 'delta' ? shape : [rows * passes, ...rest]);
}

function rowsOf(g: GraphBuilder, name: string, whole: Value, pass: number, { count, textBlocks }: Passes): Value {
  if (name === 'delta') return whole;
  const blocks = name === 'images' ? 1 : textBlocks;
  const block = (whole.shape[0] as number) / blocks;
  const rows = block / count;
  const parts = Array.from({ length: blocks }, (_, at) => {
    const from = at * block + pass * rows;
    return g.slice(whole, 0, from, from + rows);
  });
  return parts.length === 1 ? (parts[0] as Value) : g.concat(parts, 0);
}

/** The first pass's copies of the weights, for the others to share. */
function weightsOf(g: GraphBuilder, part: Graph, prefix: string): Record<string, Value> {
  const byName = new Map(g.constants.map(({ value }) => [value.name, value]));
  return Object.fromEntries(
    part.constants.flatMap(({ value: { name } }) => {
      const copy = byName.get(prefix + name);
      return copy ? [[name, copy]] : [];
    }),
  );
}

function meanOfParts(
  g: GraphBuilder,
  parts: readonly Record<string, Value>[],
  terms: readonly Term[],
  moving: readonly Term[],
): MeasuredTerms['terms'] {
  const sum = (values: readonly Value[]) => values.reduce((left, right) => g.add(left, right));
  const counts = (term: Term) => parts.map((part) => part[`count_${term}`] as Value);
  const totals = new Map(terms.map((term) => [term, sum(counts(term))]));
  const share = (term: Term, part: Record<string, Value>) =>
    g.div(part[`count_${term}`] as Value, totals.get(term) as Value);
  const gradients = sum(
    parts.map((part) => {
      const shares = moving.map((term) => g.reshape(share(term, part), [1, 1, 1, 1]));
      return g.mul(part['gradients'] as Value, g.concat(shares, 0));
    }),
  );
  const mean = (term: Term): MeasuredTerm => {
    const at = moving.indexOf(term);
    return {
      loss: sum(parts.map((part) => g.mul(part[`loss_${term}`] as Value, share(term, part)))),
      gradient: at < 0 ? null : g.slice(gradients, 0, at, at + 1),
      count: () => totals.get(term) as Value,
    };
  };
  return Object.fromEntries(terms.map((term) => [term, mean(term)]));
}
