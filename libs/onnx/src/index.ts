/** Reading, building and writing ONNX graphs. */
export { GraphBuilder, type GraphBuilderOptions } from './builder/graph-builder.js';
export type { NodeOptions } from './builder/node-options.js';
export type { Attributes, Operand, WindowOptions } from './builder/operators.js';
export { toAttribute, type Attribute, type AttributeInput } from './graph/attribute.js';
export { countFlops } from './cost/count-flops.js';
export { bytesOf, liveBytes } from './cost/live-bytes.js';
export { externalFiles, type ExternalFile } from './export/external-files.js';
export { exportModel, type ExportOptions } from './export/export-model.js';
export { writeModelFiles, type WriteOptions, type WrittenFiles } from './export/write-model-files.js';
export { findNonFiniteWeights } from './format/non-finite-weights.js';
export { toModel, type ToModelOptions } from './export/to-model.js';
export { decodeModel } from './format/decode.js';
export { encodeModel, encodeModelChunks } from './format/encode.js';
export { OnnxFormatError } from './format/format-error.js';
export { defaultLimits, type FormatLimits } from './format/limits.js';
export type { OnnxModel } from './format/model.js';
export { readConstant } from './format/read-constant.js';
export { readModelFile, type ModelFile } from './format/read-model-file.js';
export { isRenamed } from './import/lift.js';
export { importGraph, type ImportOptions } from './import/import-graph.js';
export { codeOfDataType, dataTypeOfCode } from './format/data-type-code.js';
export { addDims, divideDims, multiplyDims, productOfDims, subtractDims } from './graph/dimension.js';
export {
  isExternal,
  type Constant,
  type ExternalConstant,
  type ExternalData,
  type Graph,
  type InlineConstant,
  type Node,
} from './graph/graph.js';
export { GraphError } from './graph/graph-error.js';
export { formatType, sameShape, staticShape, type Dim, type Shape, type Value } from './graph/value.js';
export { lowerGraph } from './lower/lower-graph.js';
export { refusalOf } from './lower/refusal.js';
export { isLowered, loweredOperators } from './lower/roster.js';
export { nameActivations } from './passes/activations/name-activations.js';
export { orderByDepth } from './passes/order-by-depth.js';
export { holdValues } from './passes/hold-values.js';
export { withConstants } from './passes/with-constants.js';
export { widenGraph } from './passes/widen-graph.js';
export { sliceEarly } from './passes/slice-early.js';
export { broadcastShapes } from './shape/broadcast.js';
export { operatorKey, type Op } from './shape/operator.js';
export { isOp, knownOperators } from './shape/roster.js';
