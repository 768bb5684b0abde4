/**
 * One spelling per JSON value, so that equal inputs have equal digests (the ordering of RFC 8785).
 * Numbers use the shortest round-trip form of ECMAScript, which is the one RFC 8785 asks for.
 */

/** A value has no canonical JSON: NaN, infinity, undefined, a function, a class instance. */
export class CanonicalJsonError extends Error {
  override readonly name = 'CanonicalJsonError';
  constructor(
    readonly path: string,
    readonly found: string,
  ) {
    super(
      `Cannot write ${found} at ${path || 'the top'} as JSON: give a finite number, string, boolean, null, list or plain object`,
    );
  }
}

/** Keys sorted by UTF-16 code unit, no white space; keys whose value is undefined are left out. */
export function canonicalJson(value: unknown): string {
  return write(value, '');
}

function write(value: unknown, path: string): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new CanonicalJsonError(path, String(value));
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item, index) => write(item, `${path}[${index}]`)).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${write(item, `${path}.${key}`)}`).join(',')}}`;
  }
  throw new CanonicalJsonError(path, typeof value === 'object' ? 'a class instance' : typeof value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
