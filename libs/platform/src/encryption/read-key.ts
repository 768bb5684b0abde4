/** Where the master key comes from: a file that only its owner can read, or a variable. */
import { EncryptionError } from './encryption-error.js';
import { encryptionKey, type EncryptionKey } from './encryption-key.js';
import { readPrivateFile } from './private-file.js';

export const keyVariable = 'PALIMPSEST_KEY';
export const keyFileVariable = 'PALIMPSEST_KEY_FILE';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The key, 32 bytes in base64. A file wins over a variable: processes started by this one cannot read it there.
 * @throws EncryptionError when neither is set, the file can be read by others, or what it holds is not such a key
 */
export function readMasterKey(environment: Environment): EncryptionKey {
  const file = environment[keyFileVariable];
  if (file) return fromBase64(readPrivateFile(file, keyFileVariable), `${keyFileVariable} (${file})`);
  const text = environment[keyVariable];
  if (text) return fromBase64(text, keyVariable);
  throw new EncryptionError(
    'Master key',
    'there is none, and personal data are kept encrypted only',
    `Set ${keyFileVariable} to a file, or ${keyVariable}, with 32 bytes in base64.`,
  );
}

/** Node skips what is not base64; a key with a typo in it would silently be another key. */
function fromBase64(text: string, where: string): EncryptionKey {
  const trimmed = text.trim();
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(trimmed)) {
    throw new EncryptionError(where, 'this is not base64', 'Make a key with `openssl rand -base64 32`.');
  }
  return encryptionKey(Buffer.from(trimmed, 'base64'), where);
}
