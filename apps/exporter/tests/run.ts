/** `npm run test:exporter`: the exporter's tests, with the Python of PYTHON, and a fresh export opened from Node. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const python = process.env['PYTHON'] ?? 'python3';
const folder = fileURLToPath(new URL('..', import.meta.url));
const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: [folder, join(folder, 'tests')].join(':') };

/** Its exit code; what it says is seen. */
const run = (command: string, argv: readonly string[], cwd = folder): number =>
  spawnSync(command, argv, { cwd, env, stdio: 'inherit' }).status ?? 1;

const needed = 'import jinja2, numpy, onnx, onnx_ir, onnxruntime, onnxscript, peft, safetensors, torch, transformers';
if (spawnSync(python, ['-c', needed], { encoding: 'utf8' }).status !== 0) {
  process.stderr.write(
    `${python} has not what the exporter needs; run ${python} -m pip install '${folder}[test]', or set PYTHON to one that has\n`,
  );
  process.exit(1);
}

const codes = [run(python, ['-W', 'ignore::FutureWarning', '-m', 'unittest', 'discover', '-s', 'tests'])];
const temporary = mkdtempSync(join(tmpdir(), 'exported-'));
try {
  const [source, exported] = [join(temporary, 'source'), join(temporary, 'exported')];
  const save = 'import pathlib, sys, tiny; tiny.save(pathlib.Path(sys.argv[1]), "llava", 3)';
  codes.push(run(python, ['-c', save, source]), run(python, ['-m', 'palimpsest_exporter', source, exported]));
  const palimpsest = fileURLToPath(new URL('../../../bin/palimpsest.mjs', import.meta.url));
  codes.push(run(process.execPath, [palimpsest, 'doctor', exported]));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
