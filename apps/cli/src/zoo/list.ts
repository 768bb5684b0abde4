/** The shipped zoo in one table. */
import { readZooIndex, shippedZoo, type ZooEntry } from '@palimpsest/zoo';
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { percent } from '../output/words.js';

/** @throws ZooError when the zoo was not built */
export async function listZoo({ options }: Invocation): Promise<void> {
  const index = await readZooIndex(shippedZoo);
  await emit(options.json, index, () =>
    [
      `Pool ${index.pool}, data set ${index.dataset.id}. Right answers on clean pictures, asked freely:`,
      '',
      columns([['name', 'role', 'truth', 'method', 'forget', 'retain', 'guess'], ...index.entries.map(row)]),
    ].join('\n'),
  );
}

function row({ name, role, truth, method, metrics }: ZooEntry): readonly string[] {
  const { forget, retain, prior } = metrics;
  const rates = [forget.correct.estimate, retain.correct.estimate, prior].map(percent);
  return [name, role, truth, method ?? '–', ...rates];
}
