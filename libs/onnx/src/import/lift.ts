/**
 * Lifts nodes of older ai.onnx versions to the forms of opset 20, so that shape rules, folding and gradients know
 * one form only: axes and bounds as inputs instead of attributes. One entry per operator, with the version in
 * which its form changed (https://onnx.ai/onnx/operators/).
 */
import { fromNumbers, toNumbers } from '@palimpsest/tensor';
import type { DataType, Tensor } from '@palimpsest/tensor';
import type { Attribute } from '../graph/attribute.js';

/** Oldest ai.onnx version whose operators we can lift. */
export const oldestOpset = 7;

/** Newest one whose forms we know; later ones may say with new attributes what nobody here would read. */
export const newestOpset = 26;

export interface LiftedNode {
  /** Inputs by name, or a tensor that becomes an anonymous constant. */
  readonly inputs: readonly (string | Tensor | null)[];
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Where the operator has another name today. */
  readonly opType?: string;
}

export interface LiftContext {
  readonly opset: number;
  readonly outputCount: number;
  /** Rank of an input of the node. */
  readonly rankOf: (index: number) => number;
  readonly dtypeOf: (index: number) => DataType;
  /** Data of an input that is constant. */
  readonly dataOf: (index: number) => Tensor | undefined;
}

type Lift = (node: LiftedNode, context: LiftContext) => LiftedNode | string;

/** Attribute `name` (ints) → input `index`. */
function listToInput(name: string, index: number): Lift {
  return (node) => {
    const attribute = node.attributes.get(name);
    if (attribute?.kind !== 'ints') return node;
    const list = fromNumbers('int64', [attribute.value.length], attribute.value);
    return { inputs: placed(node.inputs, index, list), attributes: without(node.attributes, name) };
  };
}

/** Attribute `name` (float) → scalar input `index` of the first input's type. */
function scalarToInput(name: string, index: number): Lift {
  return (node, { dtypeOf }) => {
    const attribute = node.attributes.get(name);
    if (attribute?.kind !== 'float') return node;
    const scalar = fromNumbers(dtypeOf(0), [], [attribute.value]);
    return { inputs: placed(node.inputs, index, scalar), attributes: without(node.attributes, name) };
  };
}

const inOrder =
  (...steps: readonly Lift[]): Lift =>
  (node, context) =>
    steps.reduce<LiftedNode | string>(
      (lifted, lift) => (typeof lifted === 'string' ? lifted : lift(lifted, context)),
      node,
    );

/** The number of largest elements. */
const countToInput: Lift = (node) => {
  const k = node.attributes.get('k');
  if (k?.kind !== 'int') return node;
  return {
    inputs: placed(node.inputs, 1, fromNumbers('int64', [1], [k.value])),
    attributes: without(node.attributes, 'k'),
  };
};

/** Scales as an attribute (Upsample 7) or an input (Upsample 9, Resize 10) → Resize as those computed: from the corner. */
const resize: Lift = (node, { dataOf }) => {
  const given = node.attributes.get('scales');
  const stored = given?.kind === 'floats' ? fromNumbers('float32', [given.value.length], given.value) : undefined;
  const data = stored ?? dataOf(1);
  const isNearest = (node.attributes.get('mode')?.value ?? 'nearest') === 'nearest';
  if (isNearest && !(data && toNumbers(data).every((scale) => scale >= 1)))
    return 'shrinks to the nearest element, or by scales known at run time only; export with opset 11 or newer';
  const attributes = new Map<string, Attribute>([
    ...without(node.attributes, 'scales'),
    ['coordinate_transformation_mode', { kind: 'string', value: 'asymmetric' }],
    ['nearest_mode', { kind: 'string', value: 'floor' }],
  ]);
  return { inputs: [node.inputs[0] ?? null, null, stored ?? node.inputs[1] ?? null], attributes, opType: 'Resize' };
};

const renamed =
  (opType: string): Lift =>
  (node) => ({ ...node, opType });

/** At inference it does nothing, whatever the ratio. */
const withoutRatio: Lift = (node) => ({ ...node, attributes: without(node.attributes, 'ratio') });

/** Before opset 13 softmax flattened to a matrix at `axis` (default 1); the same only on the last axis. */
const softmax: Lift = (node, { rankOf }) => {
  const given = node.attributes.get('axis');
  const axis = given?.kind === 'int' ? given.value : 1;
  const rank = rankOf(0);
  if (axis !== rank - 1 && axis !== -1) return 'flattens several axes; export with opset 13 or newer';
  return { ...node, attributes: new Map([...node.attributes, ['axis', { kind: 'int', value: -1 }]]) };
};

/** Without sizes, all outputs are equally long: from 18 on that is said by num_outputs. */
const equalSplit: Lift = (node, { outputCount }) => {
  if (node.inputs[1]) return node;
  return { ...node, attributes: new Map([...node.attributes, ['num_outputs', { kind: 'int', value: outputCount }]]) };
};

type Lifts = readonly (readonly [before: number, lift: Lift])[];

const axesBefore18: Lifts = [[18, listToInput('axes', 1)]];
const axesBefore13: Lifts = [[13, listToInput('axes', 1)]];
const lifts: Readonly<Record<string, Lifts>> = {
  ...{ ReduceL1: axesBefore18, ReduceL2: axesBefore18, ReduceLogSum: axesBefore18, ReduceLogSumExp: axesBefore18 },
  ...{ ReduceMax: axesBefore18, ReduceMean: axesBefore18, ReduceMin: axesBefore18, ReduceProd: axesBefore18 },
  ...{ ReduceSumSquare: axesBefore18, ReduceSum: axesBefore13, Squeeze: axesBefore13, Unsqueeze: axesBefore13 },
  ...{ Softmax: [[13, softmax]], LogSoftmax: [[13, softmax]] },
  Clip: [[11, inOrder(scalarToInput('min', 1), scalarToInput('max', 2))]],
  Dropout: [[12, withoutRatio]],
  Pad: [[11, inOrder(listToInput('pads', 1), scalarToInput('value', 2))]],
  Resize: [[11, resize]],
  Scatter: [[Infinity, renamed('ScatterElements')]],
  Slice: [[10, inOrder(listToInput('starts', 1), listToInput('ends', 2), listToInput('axes', 3))]],
  TopK: [[10, countToInput]],
  Upsample: [[10, resize]],
  Split: [
    [13, listToInput('split', 1)],
    [18, equalSplit],
  ],
};

/** Operators that are known only by what they are lifted to. */
export const isRenamed = (opType: string): boolean => opType === 'Scatter' || opType === 'Upsample';

/** The node as opset 20 writes it, or a sentence that says why that is impossible. */
export function liftNode(opType: string, node: LiftedNode, context: LiftContext): LiftedNode | string {
  let lifted = node;
  for (const [before, lift] of lifts[opType] ?? []) {
    if (context.opset >= before) continue;
    const result = lift(lifted, context);
    if (typeof result === 'string') return result;
    lifted = { ...lifted, ...result };
  }
  return lifted;
}

function placed(inputs: LiftedNode['inputs'], index: number, tensor: Tensor): LiftedNode['inputs'] {
  const padded = Array.from({ length: Math.max(inputs.length, index + 1) }, (_, i) => inputs[i] ?? null);
  return padded.with(index, tensor);
}

function without(attributes: ReadonlyMap<string, Attribute>, name: string): ReadonlyMap<string, Attribute> {
  return new Map([...attributes].filter(([key]) => key !== name));
}
