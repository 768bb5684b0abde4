/** What this browser cannot do that checking needs, in words; null when it can. */
export async function whatIsMissing(): Promise<string | null> {
  const remedy = 'Nothing can be checked here: use a current browser, or palimpsest verify.';
  if (!globalThis.crypto?.subtle) return `This browser has no Web Crypto API for this page. ${remedy}`;
  const isAble = await crypto.subtle
    .importKey('raw', publishedKey, 'Ed25519', false, ['verify'])
    .then((key) => crypto.subtle.verify('Ed25519', key, publishedSignature, new Uint8Array()))
    .catch(() => false);
  return isAble ? null : `This browser cannot check Ed25519 signatures in its Web Crypto API. ${remedy}`;
}

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** RFC 8032, section 7.1, test 1: a signature of nothing. */
const publishedKey = bytes('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
const publishedSignature = bytes(
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
    '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
);
