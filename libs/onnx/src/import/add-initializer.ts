/** One initializer into a builder: small data inline, large external data left on disk. */
import { isInteger } from '@palimpsest/tensor';
import type { GraphBuilder } from '../builder/graph-builder.js';
import { resolveExternal } from '../format/external-data.js';
import { OnnxFormatError } from '../format/format-error.js';
import type { FormatLimits } from '../format/limits.js';
import type { TensorProto } from '../format/model.js';
import { decodeTensor, tensorHeader } from '../format/tensor-proto.js';
import type { Value } from '../graph/value.js';
import { readExternal } from '../format/read-constant.js';

/** Integers up to this many bytes are read even when external: they may be shapes. */
const shapeBytes = 1024;

export function addInitializer(
  g: GraphBuilder,
  proto: TensorProto,
  folder: string | null,
  limits: FormatLimits,
): Value {
  const { name, dtype, dims, bytes } = tensorHeader(proto, limits);
  if (proto.dataLocation !== 1) {
    return g.constant(name, decodeTensor(proto, limits), { anonymous: dims.length === 0 });
  }
  if (folder === null) {
    const problem = 'the data is external and the folder is not known';
    throw new OnnxFormatError(problem, { field: `tensor ‹${name}›` }, 'give importGraph a path, or options.folder');
  }
  const external = resolveExternal(proto, folder, limits);
  if (isInteger(dtype) && bytes <= shapeBytes) return g.constant(name, readExternal(dtype, dims, external));
  return g.externalConstant(name, dtype, dims, external);
}
