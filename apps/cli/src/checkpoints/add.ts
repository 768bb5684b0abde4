/** Registers a checkpoint after everything about it has been checked. */
import type { Invocation } from '../commands/invocation.js';
import type { AddOptions } from '../commands/model.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { shortDigest } from '../output/words.js';
import { checkpointShelf, type NewCheckpoint } from './shelf.js';

/** @throws ModelError, OnnxFormatError or GraphError for what is wrong with the folder; UsageError for the name */
export async function addCheckpoint(folder: string | undefined, invocation: Invocation<AddOptions>): Promise<void> {
  const { options } = invocation;
  const { name, builtIn, again = false } = options;
  const from = sourceOf(folder, builtIn);
  const { digest, family } = await (await checkpointShelf(invocation)).add({ name, from, again });
  const next = !options.server ? `, or palimpsest doctor ${name}` : '';
  await emit(options.json, { name, ...(folder === undefined ? {} : { folder }), digest, family }, () =>
    [`Registered "${name}": ${family}, digest ${shortDigest(digest)}…`, `Next: name it in a plan${next}`].join('\n'),
  );
}

function sourceOf(folder: string | undefined, builtIn: string | undefined): NewCheckpoint['from'] {
  if (folder !== undefined && builtIn === undefined) return { folder };
  if (folder === undefined && builtIn !== undefined) return { builtIn };
  throw new UsageError('Give either the folder of a checkpoint, or --built-in <name>');
}
