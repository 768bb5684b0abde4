/**
 * Gates on the way of the picture: values of a few numbers per picture that the image features are made with. What a
 * decoder sees is wide, [tokens, hidden] per picture; a value of one number can say little more of a face than yes or
 * no, and is where a guard in the graph decides. Which values are so narrow is told by sizes alone: those that have an
 * axis of pictures, however many there are, and few numbers along the others.
 */
import { GraphBuilder, staticShape, type Graph, type Node, type Value } from '@palimpsest/onnx';
import { dependentOn, leadingTo } from './dependence.js';

export interface ImageGate {
  readonly value: Value;
  /** Sizes for one picture. */
  readonly dims: readonly number[];
  /** Which of them is that of the pictures. */
  readonly axis: number;
}

/** In the order of their computation. @param numbers a gate has at most so many per picture */
export function imageGates(graph: Graph, numbers: number): readonly ImageGate[] {
  const pixels = graph.inputs.find(({ name }) => name === 'pixel_values');
  const features = graph.outputs.find(({ name }) => name === 'image_features');
  if (!pixels || !features) return [];
  const dependent = dependentOn(graph.nodes, pixels);
  const [two, three] = [shapesFor(graph, pixels, 2), shapesFor(graph, pixels, 3)];
  return leadingTo(graph.nodes, features)
    .flatMap(({ outputs }) => outputs)
    .filter((value) => value !== null)
    .filter((value) => value !== features && dependent.has(value))
    .flatMap((value) => gateOf(value, two.get(value.name), three.get(value.name)) ?? [])
    .filter(({ dims }) => product(dims) <= numbers);
}

/** Null where the two shapes differ in anything but the number of pictures on one axis. */
function gateOf(value: Value, ofTwo: readonly number[] = [], ofThree: readonly number[] = []): ImageGate | null {
  const different = ofTwo.flatMap((dim, axis) => (dim === ofThree[axis] ? [] : [axis]));
  const [axis] = different;
  if (axis === undefined || different.length > 1 || ofTwo[axis] !== 2 || ofThree[axis] !== 3) return null;
  return { value, axis, dims: ofTwo.with(axis, 1) };
}

const prefix = 'sized/';

/** Of every value, by its name, for so many pictures; without those whose size is no number. */
function shapesFor(graph: Graph, pixels: Value, pictures: number): ReadonlyMap<string, readonly number[]> {
  const g = new GraphBuilder({ opset: graph.opset });
  const [, ...plane] = pixels.shape;
  const given = graph.inputs.map(({ name, dtype, shape }): [string, Value] => [
    name,
    g.input(name, dtype, name === pixels.name ? [pictures, ...plane] : shape),
  ]);
  g.inline(graph, Object.fromEntries(given), prefix);
  return new Map(g.nodes.flatMap(shapesOf));
}

const shapesOf = ({ outputs }: Node): readonly (readonly [string, readonly number[]])[] =>
  outputs.flatMap((value) => {
    const shape = value && staticShape(value.shape);
    return shape ? [[value.name.slice(prefix.length), shape] as const] : [];
  });

export const product = (dims: readonly number[]): number => dims.reduce((all, dim) => all * dim, 1);
