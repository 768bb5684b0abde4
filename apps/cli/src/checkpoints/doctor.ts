/** What stands between a checkpoint and an audit, for people. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import pc from 'picocolors';
import { diagnose, openCheckpoint, type Diagnosis } from '@palimpsest/models';
import { availableProviders } from '@palimpsest/runtime';
import type { DoctorOptions } from '../commands/doctor.js';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { columns, emit } from '../output/output.js';
import { bytesText, duration } from '../output/words.js';
import { CheckpointRegistry } from '../state/checkpoint-registry.js';
import { chosenVariant } from './chosen-variant.js';
import { memoryPerProcess } from './memory.js';
import { estimateStep, type StepEstimate } from './step-estimate.js';

/** @throws ModelError, OnnxFormatError or GraphError when the checkpoint cannot be used at all */
export async function doctor(checkpoint: string, { options }: Invocation<DoctorOptions>): Promise<void> {
  const { folder, variant } = await found(checkpoint, options);
  const diagnosis = await diagnose(folder, variant);
  const model = await openCheckpoint(folder, { variant }); // checks inputs and outputs, tokenizer, image processor
  const { images, questions: questionsPerImage, length, recompute } = options;
  const size = { images, questionsPerImage, length, recompute };
  const step = diagnosis.gradients ? await estimateStep(model, diagnosis, size) : null;
  await model.close();
  const report = { ...diagnosis, memory: memoryPerProcess(diagnosis), step, providers: availableProviders() };
  await emit(options.json, report, () => describe(report));
}

async function found(checkpoint: string, { dtype, state }: Invocation<DoctorOptions>['options']) {
  if (existsSync(checkpoint)) return { folder: resolve(checkpoint), variant: chosenVariant(dtype) };
  if (dtype !== undefined) throw new UsageError('--dtype chooses among the graphs of a folder; a name stands for one');
  const { folder, variant = 'fp32' } = await new CheckpointRegistry(state).find(checkpoint);
  return { folder, variant };
}

interface Report extends Diagnosis {
  /** Of a worker process, in bytes. */
  readonly memory: number;
  /** Null where gradients are blocked. */
  readonly step: StepEstimate | null;
  readonly providers: readonly string[];
}

function describe(report: Report): string {
  const { folder, family, variant, digest, bytes, parts, gradients, memory, step, providers } = report;
  const others = report.variants.filter((one) => one !== variant);
  const parameters = parts.reduce((sum, part) => sum + part.parameters, 0);
  const blocked = parts.flatMap((part) => part.blocked.map((node) => ({ ...node, part: part.part })));
  return [
    columns([
      ['folder', folder],
      ['family', family],
      ['variant', others.length > 0 ? `${variant}; also there: ${others.join(', ')}` : variant],
      ['digest', digest],
      ['size', `${bytesText(bytes)}, ${parameters.toLocaleString('en')} parameters`],
      ['memory', `about ${bytesText(memory)} per worker process`],
      ...(step ? [['SUA step', stepText(step)]] : []),
      ['providers', providers.join(', ')],
    ]),
    '',
    columns([
      ['part', 'nodes', 'parameters', 'precision', 'opset', 'blocked'],
      ...parts.map((part) => [
        part.part,
        String(part.nodes),
        part.parameters.toLocaleString('en'),
        part.precision.join(', '),
        String(part.opset),
        String(part.blocked.length),
      ]),
    ]),
    '',
    gradients
      ? pc.green('Gradients go through every node: all probes can run.')
      : pc.yellow(`Gradients are blocked at ${blocked.length} nodes: probes that need them (sua, relearn) cannot run.`),
    ...blocked.map(({ part, node, op, reason }) => `  ${part}: ${op} ${node}: ${reason}`),
  ].join('\n');
}

function stepText({ images, questionsPerImage, length, gradientBytes, forwardBytes, seconds }: StepEstimate): string {
  const size = `${images} images, ${questionsPerImage} questions each, ${length} tokens`;
  const time = seconds < 1 ? `${Math.max(1, Math.round(seconds * 1000))} ms` : duration(seconds * 1000);
  return `${size}: about ${bytesText(gradientBytes)} (losses alone ${bytesText(forwardBytes)}) and ${time} on one core, more for a tiny model`;
}
