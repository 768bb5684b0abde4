/** The value that a caller fixed for an input, checked against what the file declares. */
import type { DataType, Tensor } from '@palimpsest/tensor';
import { GraphError } from '../graph/graph-error.js';
import { formatType, type Shape } from '../graph/value.js';

/** undefined for inputs that are fed. Throws GraphError when the types differ. */
export function fixedInput(
  declared: { readonly name: string; readonly dtype: DataType; readonly shape: Shape },
  fixed: Readonly<Record<string, Tensor>>,
): Tensor | undefined {
  const { name, dtype, shape } = declared;
  const data = Object.hasOwn(fixed, name) ? fixed[name] : undefined;
  if (!data) return undefined;
  const sameRank = data.dims.length === shape.length;
  if (data.dtype === dtype && sameRank && shape.every((dim, at) => dim === data.dims[at] || typeof dim === 'string')) {
    return data;
  }
  const types = `${formatType(declared)}, fixed as ${formatType({ dtype: data.dtype, shape: data.dims })}`;
  throw new GraphError(`the input ${name} is ${types}`, { where: name });
}
