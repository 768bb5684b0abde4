/**
 * The data files a graph's constants stay in, and the names a model refers to them by. Whoever writes the model
 * somewhere (libs/runtime into a private folder) links each file there under that name.
 */
import { basename } from 'node:path';
import { isExternal } from '../graph/graph.js';
import type { Graph } from '../graph/graph.js';

export interface ExternalFile {
  /** Absolute path of the bytes. */
  readonly file: string;
  /** Name the exported model uses, relative to its own folder. */
  readonly location: string;
}

/** One entry per file, in order of first use. Names are unique even when base names are not. */
export function externalFiles(graph: Pick<Graph, 'constants'>): readonly ExternalFile[] {
  return [...externalLocations(graph)].map(([file, location]) => ({ file, location }));
}

export function externalLocations(graph: Pick<Graph, 'constants'>): ReadonlyMap<string, string> {
  const locations = new Map<string, string>();
  const taken = new Set<string>();
  for (const constant of graph.constants) {
    if (!isExternal(constant) || locations.has(constant.external.file)) continue;
    const base = basename(constant.external.file);
    let name = base;
    for (let i = 1; taken.has(name); i++) name = `${i}-${base}`;
    taken.add(name);
    locations.set(constant.external.file, name);
  }
  return locations;
}
