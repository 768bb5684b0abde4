/** Whether pseudonyms belong to people of a data set: a mistyped one would be looked for in vain. */
import { pseudonymOf } from '@palimpsest/audit';
import { splits } from '@palimpsest/datasets';
import { UsageError } from '../failure.js';
import { DatasetFolders } from '../state/dataset-folders.js';

/** @throws UsageError naming those that do not, and what to do */
export async function refuseStrangers(pseudonyms: readonly string[], name: string, state: string): Promise<void> {
  const dataset = await new DatasetFolders(state).open(name);
  const people = new Set(
    splits.flatMap((split) => dataset.subjects(split)).map((subject) => pseudonymOf(dataset.digest, subject)),
  );
  const strangers = pseudonyms.filter((pseudonym) => !people.has(pseudonym));
  if (strangers.length > 0)
    throw new UsageError(
      `Nobody in data set "${name}" has the pseudonym ${strangers.join(', ')}; pseudonyms differ from data set to data set`,
    );
}
