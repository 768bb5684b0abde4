/** Registers a checkpoint after everything about it has been checked. */
import { openCheckpoint } from '@palimpsest/models';
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { shortDigest } from '../output/words.js';
import { CheckpointRegistry } from '../state/checkpoint-registry.js';

/** @throws ModelError, OnnxFormatError or GraphError for what is wrong with the folder; UsageError for the name */
export async function addCheckpoint(folder: string, { options }: Invocation<{ readonly name: string }>): Promise<void> {
  const { name } = options;
  const model = await openCheckpoint(folder, { name });
  const { digest, family } = model.identity;
  await model.close();
  await new CheckpointRegistry(options.state).add({ name, folder, digest });
  await emit(options.json, { name, folder, digest, family }, () =>
    [
      `Registered "${name}": ${family}, digest ${shortDigest(digest)}…`,
      `Next: name it in a plan, or palimpsest doctor ${name}`,
    ].join('\n'),
  );
}
