/** Float inputs that models hold constant, by operator and place; asking for their gradient is refused. */
import type { NodeCase } from './node-case-file.js';

const places: Readonly<Record<string, readonly number[]>> = {
  BatchNormalization: [3, 4],
  CastLike: [1],
  Clip: [1, 2],
  Dropout: [1],
  NegativeLogLikelihoodLoss: [2],
  OneHot: [1],
  Pad: [2],
  Pow: [1],
  QuantizeLinear: [1],
  Resize: [1, 2],
  SoftmaxCrossEntropyLoss: [2],
};

/** Names of inputs that are used in such places only. */
export function constantInputs({ model }: NodeCase): readonly string[] {
  const uses = (model.graph?.nodes ?? []).flatMap(({ opType = '', inputs = [] }) =>
    inputs.map((name, place) => ({ name, isConstant: (places[opType] ?? []).includes(place) })),
  );
  const differentiated = new Set(uses.filter(({ isConstant }) => !isConstant).map(({ name }) => name));
  return uses.map(({ name }) => name).filter((name) => !differentiated.has(name));
}
