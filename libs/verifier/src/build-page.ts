/**
 * The page, made when it is asked for: its script is bundled from the very sources that `palimpsest verify` runs, so
 * that no copy in the repository can fall behind them.
 */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from './licences.js';
import { body } from './markup.js';
import { stylesheet } from './stylesheet.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const main = fileURLToPath(new URL('./page/main.ts', import.meta.url));

/** A whole document. The same sources and the same bundler give the same bytes. */
export async function buildVerifierPage(): Promise<string> {
  const { script, holds } = await bundled();
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
${await licencesOf(holds, root)}-->
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

interface Bundled {
  readonly script: string;
  /** Files that the script was made of, relative to the repository. */
  readonly holds: readonly string[];
}

async function bundled(): Promise<Bundled> {
  const { outputFiles, metafile } = await build({
    ...{ entryPoints: [main], absWorkingDir: root, write: false, bundle: true, minify: true, metafile: true },
    ...{ format: 'iife', platform: 'browser', target: 'es2022', charset: 'utf8', legalComments: 'none' },
    ...{ tsconfig: `${root}tsconfig.json`, logLevel: 'silent' },
  });
  // The bundler spells </script and <!-- so that they end nothing in a page.
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const holds = inputs.flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
  return { script: outputFiles[0]?.text ?? '', holds };
}

/** As a content security policy names a script or a style that stands in the page. */
const sourceHash = (content: string): string => `sha256-${createHash('sha256').update(content).digest('base64')}`;
