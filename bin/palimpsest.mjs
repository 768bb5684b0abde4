#!/usr/bin/env node
// The command line, run from its TypeScript sources.

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `error: palimpsest needs Node 20.19 or newer, this is ${process.version}. Install a newer Node and run it again.`,
  );
  process.exit(1);
}
try {
  await import('./register.mjs');
} catch (failure) {
  if (failure?.code !== 'ERR_MODULE_NOT_FOUND') throw failure;
  console.error('error: the packages of palimpsest are not installed. Run `npm ci` in its folder first.');
  process.exit(1);
}
await import('../apps/cli/src/main.ts');
