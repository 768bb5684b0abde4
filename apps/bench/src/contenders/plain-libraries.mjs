/**
 * Libraries load as they are. tsx rewrites every ES module it sees, those of node_modules too, and keeps source
 * maps of all of them: 170 MB and a second for @huggingface/transformers alone. This hook, registered after tsx and
 * so asked before it, hands such modules over untouched.
 *
 *   node --import tsx --import ./plain-libraries.mjs program.ts
 */
import { readFileSync } from 'node:fs';
import * as module from 'node:module';
import { isMainThread } from 'node:worker_threads';

const isLibrary = (url, format) =>
  url.startsWith('file:') && url.includes('/node_modules/') && (format === 'module' || /\.mjs(\?|$)/.test(url));

const untouched = (url) => ({
  format: 'module',
  source: readFileSync(new URL(url.split('?')[0])),
  shortCircuit: true,
});

/** Node 20: called in the hooks' own thread. */
export async function load(url, context, next) {
  return isLibrary(url, context.format) ? untouched(url) : next(url, context);
}

if (isMainThread) {
  const inThread = module.registerHooks; // Node 22.15 and later
  if (inThread)
    inThread({ load: (url, context, next) => (isLibrary(url, context.format) ? untouched(url) : next(url, context)) });
  else module.register(import.meta.url);
}
