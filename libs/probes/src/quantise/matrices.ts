/**
 * The weights that deployment would quantise: matrices and convolution kernels, each with the axis of its output
 * channels, told by who uses them. Norms, biases and embedding tables stay as they are; of a table that is also the
 * output matrix, the use as a table decides.
 */
import type { ModelGraphs, VisionLanguageModel } from '@palimpsest/models';
import { GraphBuilder, readConstant, type Constant, type Node, type Value } from '@palimpsest/onnx';
import type { Tensor } from '@palimpsest/tensor';

export interface Matrix {
  /** As in the parameters of the model's graphs. */
  readonly name: string;
  readonly outputAxis: number;
  readonly read: () => Tensor<'float32'>;
}

export function matricesOf({
  graphs,
  pixelGrid,
}: Pick<VisionLanguageModel, 'graphs' | 'pixelGrid'>): readonly Matrix[] {
  const g = wholeModel(graphs, pixelGrid);
  const users = usersOf(g.nodes);
  const constants = new Map(g.constants.map((constant) => [constant.value.name, constant]));
  return graphs.parameters.flatMap(({ name, part }): readonly Matrix[] => {
    const constant = constants.get(name);
    if (!constant || part === 'embedding') return [];
    const axes = new Set(outputAxes(constant.value, users));
    const [outputAxis] = axes;
    if (axes.size !== 1 || outputAxis === undefined || outputAxis === null) return [];
    return [{ name, outputAxis, read: () => floats(constant) }];
  });
}

/** Image to log-probabilities, for one short sequence: every parameter is in it. */
function wholeModel(graphs: ModelGraphs, { height, width }: VisionLanguageModel['pixelGrid']): GraphBuilder {
  const g = new GraphBuilder();
  const { length } = graphs.encodeText([{ question: '', answer: '' }]);
  const features = graphs.imageFeatures(g, g.input('pixels', 'float32', [1, 3, height, width]));
  graphs.answerLogProbabilities(g, features, { sequences: 1, length });
  return g;
}

type Users = ReadonlyMap<Value, readonly { readonly node: Node; readonly place: number }[]>;

function usersOf(nodes: readonly Node[]): Users {
  const users = new Map<Value, { node: Node; place: number }[]>();
  for (const node of nodes) {
    node.inputs.forEach((value, place) => {
      if (value) users.set(value, [...(users.get(value) ?? []), { node, place }]);
    });
  }
  return users;
}

/** Of every use; null for one that is not a product. */
function outputAxes(value: Value, users: Users): readonly (number | null)[] {
  return (users.get(value) ?? []).flatMap(({ node, place }) => {
    const rank = value.shape.length;
    if (node.opType === 'MatMul' && place === 1 && rank === 2) return [1];
    if (node.opType === 'Gemm' && place === 1) return [node.attributes.get('transB')?.value === 1 ? 0 : 1];
    if (node.opType === 'Conv' && place === 1) return [0];
    if (node.opType === 'Transpose' && rank === 2) {
      const [result] = node.outputs;
      return result ? outputAxes(result, users).map((axis) => (axis === null ? null : 1 - axis)) : [null];
    }
    return [null];
  });
}

function floats(constant: Constant): Tensor<'float32'> {
  return readConstant(constant) as Tensor<'float32'>; // parameters are float32
}
