/**
 * External tensor data: where it is, and whether that place may be trusted. A location is one relative path below
 * the model's folder: no `..`, no absolute path, no link that leads out, and the bytes must lie inside the file.
 */
import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import type { ExternalData } from '../graph/graph.js';
import { OnnxFormatError } from './format-error.js';
import type { FormatLimits } from './limits.js';
import type { TensorProto } from './model.js';
import { tensorHeader } from './tensor-proto.js';

/** Throws OnnxFormatError unless the tensor's bytes lie wholly in a regular file inside `folder`. */
export function resolveExternal(proto: TensorProto, folder: string, limits: FormatLimits): ExternalData {
  const { name, bytes, dtype } = tensorHeader(proto, limits);
  const field = `external data of tensor ‹${name}›`;
  const refuse = (problem: string, remedy: string): never => {
    throw new OnnxFormatError(problem, { field }, remedy);
  };
  if (dtype === 'string') refuse('strings cannot be external', 'export the model again');
  const entries = new Map((proto.externalData ?? []).map(({ key = '', value = '' }) => [key, value]));
  const location = entries.get('location') ?? refuse('there is no location', 'export the model again');
  const file = locate(folder, location) ?? refuse(...outside(location));
  const stats = statSync(file);
  if (!stats.isFile()) refuse(`${location} is not a regular file`, 'put the data file beside the model');
  const offset = whole(entries.get('offset') ?? '0') ?? refuse(`offset ${entries.get('offset')} is no size`, damaged);
  const length = whole(entries.get('length') ?? String(bytes)) ?? refuse('the length is no size', damaged);
  if (length !== bytes) refuse(`length ${length} where the dims need ${bytes} bytes`, damaged);
  if (offset + length > stats.size) {
    refuse(`bytes ${offset} to ${offset + length} lie outside ${location} (${stats.size} bytes)`, incomplete);
  }
  return { file, offset, length };
}

const damaged = 'the model is damaged; export it again';
const incomplete = 'the data file is cut short or belongs to another model; fetch it again';

function outside(location: string): [string, string] {
  return [
    `the data file ${JSON.stringify(location)} is missing or not inside the model's folder`,
    'put it beside the model; absolute paths, .. and links that lead out are refused',
  ];
}

/** The real path, or null when it does not exist or leaves the folder. */
function locate(folder: string, location: string): string | null {
  const parts = location.split(/[\\/]/);
  const hostile = location === '' || isAbsolute(location) || /^[a-z]:/i.test(location) || location.includes('\0');
  if (hostile || parts.includes('..')) return null;
  try {
    const root = realpathSync(folder);
    const file = realpathSync(join(root, ...parts));
    return file.startsWith(root.endsWith(sep) ? root : root + sep) ? file : null;
  } catch {
    return null; // no such file
  }
}

function whole(text: string): number | null {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}
