/**
 * `npm run bench`: our SUA step, its forward pass and our training step against the same in PyTorch, in one run.
 * Rows go to standard output as a table and, with --json, to a file; progress goes to standard error.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { benchCases, type BenchCase } from './bench-cases.js';
import { findPyTorch } from './contenders/find-pytorch.js';
import { exportRealModel } from './material/export-real-model.js';
import { prepareMaterial } from './material/prepare-material.js';
import { isReal } from './models/real-models.js';
import { measureGroup } from './measure.js';
import { page, rowsOf, type Row } from './results.js';
import { threads } from './threads.js';

interface Options {
  readonly real: boolean;
  readonly folder?: string;
  readonly json?: string;
  readonly quick: boolean;
  readonly only: readonly string[];
}

const command = new Command('npm run bench --')
  .description('Times gradient and training steps side by side with PyTorch, where a Python with torch is found.')
  .option('--json <file>', 'also write {"rows": [{name, ours, peer, timeRatio, memoryRatio, …}]}')
  .option('--quick', 'fewer repeats and batches: under three minutes', false)
  .option('--real', 'models of published sizes, 256 and 900 million parameters, instead of the small ones', false)
  .option('--folder <folder>', 'where models and inputs are written and kept; else a temporary folder')
  .option('--only <names...>', 'cases whose name contains one of these', [])
  .addHelpText(
    'after',
    [
      '',
      'PALIMPSEST_PYTHON names the Python to compare with; python3 unless set.',
      '--real needs it, with the packages of apps/exporter, 10 GB of disk and 12 GB of memory; the models are made in',
      'some minutes, and with --folder only once.',
    ].join('\n'),
  )
  .parse();
await bench(command.opts<Options>());

async function bench(options: Options): Promise<void> {
  const groups = benchCases(options);
  if (groups.length === 0) command.error(`--only ${options.only.join(' ')}: no case has such a name`);
  const pytorch = findPyTorch();
  if (!pytorch) progress('PyTorch not found; timing ours alone');
  if (options.real && !pytorch)
    command.error('--real: PyTorch makes the models; set PALIMPSEST_PYTHON to a Python that has it');
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'palimpsest-bench-'));
  process.once('SIGINT', () => process.exit(130));
  if (!options.folder) process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const rows: Row[] = [];
  for (const model of new Set(groups.flat().map((given) => given.model))) {
    progress(`${model}: writing weights`);
    if (pytorch && isReal(model)) await exportRealModel(pytorch, join(folder, model), model);
    const cases = groups.flat().filter((given) => given.model === model);
    await prepareMaterial(join(folder, model), model, cases);
  }
  for (const group of groups) {
    const [first] = group as readonly [BenchCase];
    rows.push(...rowsOf(await measureGroup(join(folder, first.model), group, pytorch, progress)));
  }
  process.stdout.write(`${page(rows, pytorch?.version ?? null, threads)}\n`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ rows }, null, 2)}\n`);
}

/** On a terminal one line that changes; elsewhere a line per case. */
function progress(message: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${message}`);
  else if (!/: [1-9]\d* of /.test(message)) process.stderr.write(`${message}\n`);
}
