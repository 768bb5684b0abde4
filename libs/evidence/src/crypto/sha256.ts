/** SHA-256 by the Web Crypto API: the same code in Node and in a page that is opened from disk. */

/** Lower-case hex. */
export async function sha256(content: string | Uint8Array): Promise<string> {
  return hex(await sha256Bytes(typeof content === 'string' ? new TextEncoder().encode(content) : content));
}

export async function sha256Bytes(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @throws RangeError unless it is an even number of hexadecimal digits */
export function fromHex(text: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/i.test(text)) throw new RangeError('expected pairs of hexadecimal digits');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
