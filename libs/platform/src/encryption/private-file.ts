/** Files that hold a secret: only their owner may read them. */
import { readFileSync, statSync } from 'node:fs';
import { EncryptionError } from './encryption-error.js';

/** @param variable that names the file, for the error @throws EncryptionError when it is not there, or others may read it */
export function readPrivateFile(file: string, variable: string): string {
  let mode: number;
  let text: string;
  try {
    mode = statSync(file).mode;
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new EncryptionError(`${variable} (${file})`, `cannot be read (${code})`, 'Check the path.');
  }
  if ((mode & 0o077) !== 0 && process.platform !== 'win32') {
    const reason = `others may read it (mode ${(mode & 0o777).toString(8)})`;
    throw new EncryptionError(`${variable} (${file})`, reason, `Run \`chmod 600 ${file}\`.`);
  }
  return text;
}
