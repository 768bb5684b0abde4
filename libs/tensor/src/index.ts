/** Data types, tensors and the seeded random numbers: what everything else is made of. */
export {
  allocate,
  byteLength,
  dataTypes,
  holds,
  isFloat,
  isInteger,
  storageLength,
  type DataByType,
  type DataType,
  type NumericData,
} from './data-type.js';
export { bfloat16ToNumber, float16ToNumber, fromNumbers, isExact, numberToFloat16, toNumbers } from './elements.js';
export { halfToSingle, singleToHalf } from './half-arrays.js';
export { normalQuantile } from './normal-quantile.js';
export { Rng } from './rng.js';
export {
  elementCount,
  tensor,
  tensorBytes,
  TensorError,
  tensorFromBytes,
  withDims,
  zeros,
  type Tensor,
} from './tensor.js';
