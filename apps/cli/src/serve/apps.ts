/** The applications of a server: where they are, and where they log. */
import { join } from 'node:path';
import type { App } from './app-process.js';
import type { ServerSettings } from './settings.js';

const at = (app: string): URL => new URL(`../../../${app}/src/main.ts`, import.meta.url);
const logOf = ({ folder, verbose }: ServerSettings, name: string) => (verbose ? null : join(folder, `${name}.log`));

export const apiApp = (settings: ServerSettings): App => ({
  ...{ name: 'API', module: at('api'), log: logOf(settings, 'api') },
});

export const workerApp = (settings: ServerSettings): App => ({
  ...{ name: 'worker', module: at('worker'), log: logOf(settings, 'worker') },
});
