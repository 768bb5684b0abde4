/** A key pair in two files; neither may be there already. */
import { existsSync } from 'node:fs';
import { newKeyPair } from '@palimpsest/evidence';
import type { FileOptions } from '../commands/evidence.js';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { writeFileAtomically } from '../state/atomic-file.js';

/** @throws UsageError rather than overwrite a key */
export async function newKey({ options }: Invocation<FileOptions>): Promise<void> {
  const files = { privateKey: options.output, publicKey: `${options.output}.pub` };
  const there = Object.values(files).find((file) => existsSync(file));
  if (there !== undefined) throw new UsageError(`${there} is there already; name another file`);
  const pair = await newKeyPair();
  await writeFileAtomically(files.privateKey, pair.privateKey, 0o600);
  await writeFileAtomically(files.publicKey, pair.publicKey);
  await emit(options.json, { ...files, keyId: pair.keyId }, () =>
    [
      `${files.privateKey}  signs; keep it where only you can read it`,
      `${files.publicKey}  verifies; tell people its id by another way`,
      `id  ${pair.keyId}`,
    ].join('\n'),
  );
}
