/** The data of constants that stay on disk, read when somebody asks. */
import { closeSync, openSync, readSync } from 'node:fs';
import { tensorFromBytes } from '@palimpsest/tensor';
import type { DataType, Tensor } from '@palimpsest/tensor';
import { isExternal } from '../graph/graph.js';
import type { Constant, ExternalData } from '../graph/graph.js';
import { staticShape } from '../graph/value.js';
import { OnnxFormatError } from './format-error.js';

/** The tensor of any constant; reads the file when its data is external. */
export function readConstant(constant: Constant): Tensor {
  if (!isExternal(constant)) return constant.data;
  const { dtype, shape } = constant.value;
  return readExternal(dtype, staticShape(shape) ?? [], constant.external);
}

export function readExternal(dtype: DataType, dims: readonly number[], external: ExternalData): Tensor {
  const bytes = new Uint8Array(external.length);
  const descriptor = openSync(external.file, 'r');
  try {
    let done = 0;
    while (done < bytes.length) {
      const count = readSync(descriptor, bytes, done, Math.min(bytes.length - done, 2 ** 30), external.offset + done);
      if (count === 0) throw cutShort(external);
      done += count;
    }
  } finally {
    closeSync(descriptor);
  }
  return tensorFromBytes(dtype, dims, bytes);
}

function cutShort({ file, offset }: ExternalData): OnnxFormatError {
  const where = { field: 'external data', file, offset };
  return new OnnxFormatError('the data file is cut short', where, 'fetch it again');
}
