#!/usr/bin/env node
// Runs the command line from its TypeScript sources, from any working directory.
import { register } from 'tsx/esm/api';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `palimpsest needs Node 20.19 or newer, this is ${process.version}. Install a newer Node and run it again.`,
  );
  process.exit(1);
}
const root = new URL('../', import.meta.url);
register({ tsconfig: new URL('tsconfig.json', root).pathname });
await import(new URL('apps/cli/src/main.ts', root).href);
