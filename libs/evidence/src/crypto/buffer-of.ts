/** Bytes in a buffer of their own, as readers of ASN.1 want them. */
export const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;
