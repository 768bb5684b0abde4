/** What stands between a checkpoint and an audit, for people. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import pc from 'picocolors';
import { diagnose, openCheckpoint, type Diagnosis } from '@palimpsest/models';
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { bytesText } from '../output/words.js';
import { CheckpointRegistry } from '../state/checkpoint-registry.js';
import { memoryPerProcess } from './memory.js';

/** @throws ModelError, OnnxFormatError or GraphError when the checkpoint cannot be used at all */
export async function doctor(checkpoint: string, { options }: Invocation): Promise<void> {
  const folder = existsSync(checkpoint)
    ? resolve(checkpoint)
    : (await new CheckpointRegistry(options.state).find(checkpoint)).folder;
  const diagnosis = await diagnose(folder);
  await (await openCheckpoint(folder)).close(); // inputs and outputs, tokenizer, image processor
  const memory = memoryPerProcess(diagnosis);
  await emit(options.json, { ...diagnosis, memory }, () => describe(diagnosis, memory));
}

function describe(diagnosis: Diagnosis, memory: number): string {
  const { folder, family, digest, bytes, parts, gradients } = diagnosis;
  const parameters = parts.reduce((sum, part) => sum + part.parameters, 0);
  const blocked = parts.flatMap((part) => part.blocked.map((node) => ({ ...node, part: part.part })));
  return [
    columns([
      ['folder', folder],
      ['family', family],
      ['digest', digest],
      ['size', `${bytesText(bytes)}, ${parameters.toLocaleString('en')} parameters`],
      ['memory', `about ${bytesText(memory)} per worker process`],
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
