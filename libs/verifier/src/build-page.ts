/**
 * The page, made when it is asked for: its script is bundled from the very sources that `palimpsest verify` runs, so
 * that no copy in the repository can fall behind them.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { body } from './markup.js';
import { stylesheet } from './stylesheet.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const main = fileURLToPath(new URL('./page/main.ts', import.meta.url));

/** A whole document. The same sources and the same bundler give the same bytes. */
export async function buildVerifierPage(): Promise<string> {
  const script = await bundled();
  const policy = [
    "default-src 'none'",
    `script-src '${sourceHash(script)}'`,
    `style-src '${sourceHash(stylesheet)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<!--
${await licenseOfZod()}-->
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Palimpsest: check a folder of evidence</title>
<style>${stylesheet}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`;
}

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    ...{ entryPoints: [main], absWorkingDir: root, write: false, bundle: true, minify: true },
    ...{ format: 'iife', platform: 'browser', target: 'es2022', charset: 'utf8', legalComments: 'none' },
    ...{ tsconfig: `${root}tsconfig.json`, logLevel: 'silent' },
  });
  return outputFiles[0]?.text ?? ''; // the bundler spells </script and <!-- so that they end nothing in a page
}

/** As a content security policy names a script or a style that stands in the page. */
const sourceHash = (content: string): string => `sha256-${createHash('sha256').update(content).digest('base64')}`;

/** It asks to be kept with copies; the script holds one of zod. */
async function licenseOfZod(): Promise<string> {
  const text = await readFile(new URL('LICENSE', import.meta.resolve('zod')), 'utf8');
  return `The script below holds zod:\n\n${text.trim()}\n`;
}
