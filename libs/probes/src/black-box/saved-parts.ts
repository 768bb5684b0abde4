/** One saved state for several searches of a unit, so that one that is done is not repeated while the next goes on. */
import type { Checkpointing } from '@palimpsest/audit';
import { AttackInputError } from '../universal-noise/attack-input-error.js';

/** The part called `name`; parts of other names are kept as they are. */
export function savedPart(whole: Checkpointing, name: string): Checkpointing {
  return {
    everySteps: whole.everySteps,
    async load() {
      const part = (await partsOf(whole))[name];
      return part === undefined ? null : Buffer.from(part, 'base64');
    },
    async save(state) {
      const parts = { ...(await partsOf(whole)), [name]: Buffer.from(state).toString('base64') };
      await whole.save(Buffer.from(JSON.stringify(parts)));
    },
  };
}

async function partsOf(whole: Checkpointing): Promise<Readonly<Record<string, string>>> {
  const bytes = await whole.load();
  if (!bytes) return {};
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as Readonly<Record<string, string>>;
  } catch {
    throw new AttackInputError(
      'the saved state cannot be read',
      'Delete the saved state of this unit; it will start again.',
    );
  }
}
