/** The two keys of a rotation: the master key in use, where every process has it, and the next one. */
import { EncryptionError, keyFileVariable, keyVariable, readMasterKey, type EncryptionKey } from '@palimpsest/platform';

export const nextKeyVariable = 'PALIMPSEST_NEXT_KEY';
export const nextKeyFileVariable = 'PALIMPSEST_NEXT_KEY_FILE';

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws EncryptionError when one is missing or no key, or when they are the same */
export function masterKeys(environment: Environment): { readonly from: EncryptionKey; readonly to: EncryptionKey } {
  const from = readMasterKey(environment);
  const { [nextKeyVariable]: text, [nextKeyFileVariable]: file } = environment;
  if (!text && !file) {
    const remedy = `Set ${nextKeyFileVariable} to a file, or ${nextKeyVariable}, with 32 bytes in base64.`;
    throw new EncryptionError('Next master key', 'there is none', remedy);
  }
  const to = readMasterKey({ [keyVariable]: text, [keyFileVariable]: file });
  if (!from.id.equals(to.id)) return { from, to };
  throw new EncryptionError('Next master key', 'it is the one in use', 'Make a new one: `openssl rand -base64 32`.');
}
