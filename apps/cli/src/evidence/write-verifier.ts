/** The page that checks evidence, in a file, with the digest by which others can tell that it is this one. */
import { createHash } from 'node:crypto';
import type { FileOptions } from '../commands/evidence.js';
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { writeFileAtomically } from '../state/atomic-file.js';

export async function writeVerifier({ options }: Invocation<FileOptions>): Promise<void> {
  const { buildVerifierPage } = await import('@palimpsest/verifier');
  const page = await buildVerifierPage();
  await writeFileAtomically(options.output, page);
  const sha256 = createHash('sha256').update(page).digest('hex');
  await emit(options.json, { page: options.output, sha256 }, () =>
    [
      `${options.output}: open it in a browser and choose a folder of evidence`,
      `SHA-256  ${sha256}`,
      'tell people this digest by another way; a page that comes with the evidence proves nothing',
    ].join('\n'),
  );
}
