/** The engine that trains is loaded only by those who build: others read what is there. */
import type { BuildOptions } from './build/build-zoo.js';
import type { ZooIndex } from './zoo-index.js';

/** As `build/build-zoo.ts` says. */
export async function buildZoo(options: BuildOptions): Promise<ZooIndex> {
  const builder = await import('./build/build-zoo.js');
  return builder.buildZoo(options);
}
