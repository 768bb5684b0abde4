/** Where data sets are: on this machine or on a server. */
import { UsageError } from '../failure.js';
import type { Invocation } from '../commands/invocation.js';
import type { DatasetSummary } from './summary.js';

export interface ListedDataset {
  readonly name: string;
  readonly source: string;
}

export interface DatasetShelf {
  list(): Promise<readonly ListedDataset[]>;
  /** @throws when there is none of that name */
  show(name: string): Promise<DatasetSummary>;
  /** @throws for what is wrong with the source or the name; nothing is stored then */
  import(from: { readonly source: string } | { readonly builtIn: string }, name: string): Promise<DatasetSummary>;
}

export async function datasetShelf({ options, progress }: Invocation): Promise<DatasetShelf> {
  if (!options.server) return (await import('./local-shelf.js')).localShelf(options.state);
  const { connect } = await import('../server/connect.js');
  return (await import('./server-shelf.js')).serverShelf(await connect(options), progress);
}

/** @throws UsageError unless exactly one is given */
export function sourceOf(
  source: string | undefined,
  builtIn: string | undefined,
): Parameters<DatasetShelf['import']>[0] {
  if (source !== undefined && builtIn === undefined) return { source };
  if (source === undefined && builtIn !== undefined) return { builtIn };
  throw new UsageError('Give either the source of a data set, or --built-in <name>');
}
