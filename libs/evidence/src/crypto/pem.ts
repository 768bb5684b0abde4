/** PEM (RFC 7468): DER between lines that say what it is. */
import { fromBase64, toBase64 } from './base64.js';

/**
 * Every block with that label, as DER.
 * @throws RangeError for one that is no base64
 */
export function pemBlocks(label: string, text: string): readonly Uint8Array[] {
  const blocks = text.matchAll(new RegExp(`-----BEGIN ${label}-----([^-]*)-----END ${label}-----`, 'g'));
  return [...blocks].map(([, body = '']) => fromBase64(body.replaceAll(/\s/g, '')));
}

export function toPem(label: string, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
