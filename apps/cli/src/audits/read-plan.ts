/** A plan file, read and resolved. Everything that can be said about it without a model is said here. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { nearestKey, resolvePlan, type AuditPlan } from '@palimpsest/contracts';
import { splits } from '@palimpsest/datasets';
import { UsageError } from '../failure.js';

/**
 * @param seeds instead of the plan's own
 * @throws UsageError for a file that is not YAML; InvalidInputError naming every wrong key and value
 */
export async function readPlan(
  path: string,
  seeds?: readonly number[],
): Promise<{ readonly written: WrittenPlan; readonly resolved: AuditPlan }> {
  const written = parseYaml(await readSmallText(path), basename(path)) as WrittenPlan;
  const resolved = resolvePlan(written, basename(path));
  checkSplits(resolved);
  if (!seeds) return { written, resolved };
  return { written: { ...written, seeds }, resolved: resolvePlan({ ...written, seeds }, basename(path)) };
}

/** As people wrote it, with short forms and presets; a server resolves it by its own presets. */
export type WrittenPlan = Readonly<Record<string, unknown>>;

const largestPlan = 1024 * 1024;

async function readSmallText(path: string): Promise<string> {
  const unreadable = new UsageError(
    `${path} cannot be read; give the path of a plan (see palimpsest audit run --help)`,
  );
  const file = await open(path).catch(() => {
    throw unreadable;
  });
  try {
    const status = await file.stat();
    if (!status.isFile()) throw unreadable;
    const { size } = status;
    if (size > largestPlan) throw new UsageError(`${path} has ${size} bytes; a plan has at most ${largestPlan}`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function parseYaml(text: string, name: string): unknown {
  try {
    return parse(text, { prettyErrors: true });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw new UsageError(`${name} is not YAML: ${String(error)}`);
    throw new UsageError(`${name} is not YAML: ${error.message.split('\n', 1)[0]?.replace(/:$/, '')}`);
  }
}

function checkSplits({ dataset }: AuditPlan): void {
  for (const side of ['forget', 'retain'] as const) {
    const name = dataset[side];
    if ((splits as readonly string[]).includes(name)) continue;
    const nearest = nearestKey(name, splits);
    throw new UsageError(
      `dataset.${side}: there is no split "${name}"; ${nearest ? `did you mean "${nearest}"?` : `splits: ${splits.join(', ')}`}`,
    );
  }
}
