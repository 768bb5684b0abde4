/** Base64 with the alphabet of RFC 4648, section 4, as DSSE and PEM use it. */

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** @throws RangeError when it is not base64 */
export function fromBase64(text: string): Uint8Array {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    throw new RangeError('expected base64');
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
