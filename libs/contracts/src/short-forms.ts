/** `direct` is short for `{ id: direct, label: direct, params: {} }`. */
import type { Parameters } from './primitives.js';

interface Written {
  readonly id: string;
  readonly label?: string | undefined;
  readonly params?: Parameters | undefined;
}

export function spellOut<E extends Written>(
  entry: string | E,
): Omit<E, 'label' | 'params'> & { id: string; label: string; params: Parameters } {
  if (typeof entry === 'string') return { id: entry, label: entry, params: {} } as ReturnType<typeof spellOut<E>>;
  return { ...entry, label: entry.label ?? entry.id, params: entry.params ?? {} };
}
