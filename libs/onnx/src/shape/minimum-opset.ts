/** Operators that need a newer ai.onnx than the opset 20 we emit by default. */
const minimum: ReadonlyMap<string, number> = new Map([
  ['Attention', 23],
  ['RMSNormalization', 23],
  ['RotaryEmbedding', 23],
  ['Swish', 24],
]);

/** The lowest ai.onnx version that has `opType` in the form our rules know. */
export function minimumOpset(opType: string, domain: string): number {
  return domain === '' ? (minimum.get(opType) ?? 13) : 13;
}
