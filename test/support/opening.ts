/**
 * Opens one checkpoint in a process of its own, as `model add` and `doctor` do, and tells on standard output how that
 * ended and what it took:
 *
 *     node --import ./bin/register.mjs test/support/opening.ts <folder>
 */
import { diagnose, openCheckpoint } from '@palimpsest/models';

export interface Opening {
  /** Null when the checkpoint opened. */
  readonly error: { readonly name: string; readonly message: string } | null;
  readonly seconds: number;
  /** The most that was resident at any time, the process itself included. */
  readonly residentBytes: number;
}

const [folder = ''] = process.argv.slice(2);
const begun = performance.now();
const error = await open().then(
  () => null,
  (thrown: unknown) => {
    if (thrown instanceof Error) return { name: thrown.name, message: thrown.message };
    throw thrown;
  },
);
const opening: Opening = {
  error,
  seconds: (performance.now() - begun) / 1000,
  residentBytes: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(JSON.stringify(opening));

async function open(): Promise<void> {
  await diagnose(folder);
  await (await openCheckpoint(folder)).close();
}
