/**
 * The rosters, joined: what can be named in a plan, and what its report measures. Explicit arrays, no discovery; duplicate ids throw when
 * the catalogue is made, and an unknown id says which one was probably meant.
 */
import { nearestKey } from '@palimpsest/contracts';
import type { Defense } from './defense.js';
import type { Detector } from './detector.js';
import type { MetricDefinition } from './metric.js';
import { PluginDefinitionError } from './plugin.js';
import type { Probe } from './probe.js';

export interface Catalog {
  readonly probes: readonly Probe[];
  readonly detectors: readonly Detector[];
  readonly defenses: readonly Defense[];
  /** Described, not chosen: the runner computes all that a report has room for. */
  readonly metrics: readonly MetricDefinition[];
}

/** A plan names a plug-in that no roster has. */
export class UnknownPluginError extends Error {
  override readonly name = 'UnknownPluginError';
  constructor(
    readonly kind: string,
    readonly id: string,
    readonly known: readonly string[],
  ) {
    const nearest = nearestKey(id, known);
    super(
      `There is no ${kind} "${id}"${nearest ? `; did you mean "${nearest}"?` : `; there are: ${known.join(', ') || 'none'}`}`,
    );
  }
}

/** @throws PluginDefinitionError when two plug-ins of a kind share an id */
export function defineCatalog(catalog: Catalog): Catalog {
  for (const [kind, roster] of Object.entries(catalog) as [string, readonly { readonly id: string }[]][]) {
    const ids = roster.map((plugin) => plugin.id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) throw new PluginDefinitionError(kind, twice, 'the id is in the roster twice');
  }
  return catalog;
}

/** The plug-in with this id. @throws UnknownPluginError */
export function findPlugin<T extends { readonly id: string }>(kind: string, roster: readonly T[], id: string): T {
  const found = roster.find((plugin) => plugin.id === id);
  if (!found) {
    throw new UnknownPluginError(
      kind,
      id,
      roster.map((plugin) => plugin.id),
    );
  }
  return found;
}
