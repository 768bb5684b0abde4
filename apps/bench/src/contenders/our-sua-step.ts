/** Our SUA step, as the probe runs it: a checkpoint folder opened, the step built and opened. */
import { join } from 'node:path';
import { openCheckpoint } from '@palimpsest/models';
import { GraphBuilder } from '@palimpsest/onnx';
import type { Tensor } from '@palimpsest/tensor';
import { openAttackStep } from '../../../../libs/probes/src/sua/attack-session.js';
import { buildAttackStep, type AttackStepSpec } from '../../../../libs/probes/src/sua/attack-step.js';
import { signDescent } from '../../../../libs/probes/src/universal-noise/update-rule.js';
import type { BenchCase } from '../bench-cases.js';
import { readTensors } from '../material/tensor-file.js';
import { threads } from '../threads.js';
import type { OurWork } from './ours.js';

export async function openSuaWork(folder: string, bench: BenchCase): Promise<OurWork> {
  const feeds = readTensors(join(folder, bench.name.replaceAll('/', '_')));
  const model = await openCheckpoint(join(folder, 'checkpoint'), { threads });
  const blur = feeds.get('blur') as Tensor;
  const textLength = feeds.get('input_ids')?.dims[1] ?? 0;
  const spec: AttackStepSpec = {
    ...{ model: model.graphs, grid: model.pixelGrid, textLength, update: signDescent, behaviour: 'corrected' },
    ...{ images: bench.images, questionsPerImage: bench.questionsPerImage },
    weights: { denoised: 1, alignment: 0.7 },
    recompute: bench.recompute,
    denoise: (g, pixels) => {
      const rows = g.constant(null, blur);
      return g.matMul(rows, g.matMul(pixels, g.constant(null, transposed(blur))));
    },
  };
  const open = (graph: GraphBuilder) => model.graphs.open(graph);
  const session = await (bench.work === 'step'
    ? openAttackStep(open, spec)
    : open(lossesOf(buildAttackStep(spec).graph)));
  const inputs = Object.fromEntries(feeds);
  return {
    imagesPerPass: 'imagesPerPass' in session ? session.imagesPerPass : bench.images,
    async run() {
      const results = Object.entries(await session.run(inputs));
      return Object.fromEntries(
        results.flatMap(([name, { data }]) => (data.length === 1 ? [[name, Number(data[0])]] : [])),
      );
    },
    async close() {
      await session.close();
      await model.close();
    },
  };
}

/** The forward pass alone: what the losses do not need is left out when the graph is built. */
function lossesOf(step: GraphBuilder): GraphBuilder {
  const g = new GraphBuilder();
  const inputs = Object.fromEntries(step.inputs.map(({ name, dtype, shape }) => [name, g.input(name, dtype, shape)]));
  const outputs = g.inline(step, inputs, '');
  for (const [name, value] of Object.entries(outputs)) if (name.startsWith('loss_')) g.output(value, name);
  return g;
}

function transposed({ dims, data }: Tensor): Tensor {
  const side = dims[0] ?? 0;
  const turned = Float32Array.from({ length: side * side }, (_, at) =>
    Number(data[(at % side) * side + Math.floor(at / side)]),
  );
  return { dtype: 'float32', dims, data: turned };
}
