/** What the runner would hand to a plug-in, around the tiny checkpoint: model, samples, defenses. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkpointing, DefenseContext, ProbeContext, Sample } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import { imageCodec } from '@palimpsest/datasets';
import { openCheckpoint, type VisionLanguageModel } from '@palimpsest/models';
import { exportModel } from '@palimpsest/onnx';
import { Rng } from '@palimpsest/tensor';
import { PreparedDefenses } from '../../libs/audit/src/engine/defense-bench.js';
import { declareDenoiser, denoiserGraph } from '../../libs/zoo/src/denoiser/denoiser-graph.js';
import { startWeights } from '../../libs/zoo/src/architecture/parameters.js';
import { tinyImage, writeTinyCheckpoint } from '../support/tiny-checkpoint.js';

export interface TinyWorld {
  readonly model: VisionLanguageModel;
  /** Questions about four people, two images each. */
  readonly samples: readonly Sample[];
  readonly defenseContext: DefenseContext;
  /** Fresh per run; close it. */
  defenses(): PreparedDefenses;
  /** What a probe is run with; by default nothing is saved and nobody cancels. */
  probeContext(
    seed: number,
    defenses: PreparedDefenses,
    changes?: Partial<Pick<ProbeContext, 'signal' | 'checkpointing' | 'progress' | 'train' | 'validation'>>,
  ): ProbeContext;
  close(): Promise<void>;
}

export async function openTinyWorld(): Promise<TinyWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'tiny-world-'));
  await writeTinyCheckpoint(join(folder, 'tiny'));
  const model = await openCheckpoint(join(folder, 'tiny'));
  const assets = { 'dncnn.onnx': exportModel(denoiserGraph(startWeights(declareDenoiser(), new Rng(4))).build()) };
  const asset = (name: string): Promise<Uint8Array> =>
    name in assets
      ? Promise.resolve(assets[name as keyof typeof assets])
      : Promise.reject(new Error(`no asset ${name}`));
  const samples = Array.from({ length: 4 }, (_, person) => samplesAbout(person)).flat();
  return {
    model,
    samples,
    defenseContext: {
      pixelGrid: model.pixelGrid,
      open: (g, options) => model.graphs.open(g, options),
      asset,
      images: imageCodec,
    },
    defenses: () => new PreparedDefenses({ catalog, assets: { read: asset }, images: imageCodec }, model, []),
    probeContext: (seed, defenses, changes = {}) => ({
      model,
      train: samples.slice(0, 12),
      validation: samples.slice(12),
      retained: () => Promise.resolve(samples.slice(0, 12)),
      rng: new Rng(seed),
      signal: new AbortController().signal,
      checkpointing: savingTo([], 1_000),
      defenses,
      progress: () => undefined,
      ...changes,
    }),
    close: async () => {
      await model.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Keeps every saved state; the last is what is loaded. */
export function savingTo(states: Uint8Array[], everySteps: number): Checkpointing {
  return {
    everySteps,
    load: () => Promise.resolve(states.at(-1) ?? null),
    save: (state) => Promise.resolve(void states.push(Uint8Array.from(state))),
  };
}

function samplesAbout(person: number): readonly Sample[] {
  const facts = [
    { attribute: 'city', question: 'what city does this person live in ?', choices: ['lisbon', 'porto', 'rome'] },
    { attribute: 'job', question: 'what is their job ?', choices: ['painter', 'baker', 'pilot'] },
  ];
  return [0, 1].flatMap((view) => {
    const image = tinyImage(10 * person + view);
    return facts.map(({ attribute, question, choices }): Sample => ({
      subject: `person-${person}`,
      itemId: `person-${person}/${attribute}`,
      imageId: `person-${person}/${view}`,
      answer: choices[person % choices.length] ?? '',
      ...{ attribute, question, choices, image },
    }));
  });
}
