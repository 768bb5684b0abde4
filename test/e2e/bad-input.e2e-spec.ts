/**
 * Whatever is wrong with what people bring: one line on standard error that says what, where and what to do,
 * exit code 1, and the state folder exactly as it was.
 */
import { cp, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Item } from '@palimpsest/datasets';
import { Damage } from '../support/damage-checkpoint.js';
import { snapshot } from '../support/state.js';
import { writeItems } from '../support/tiny-people.js';
import { openWorkshop, type Workshop } from '../support/workshop.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let shop: Workshop;
let before: Readonly<Record<string, string>>;
beforeAll(async () => {
  shop = await openWorkshop({ forget: 4, retain: 2, holdout: 2 });
  before = await snapshot(shop.state);
});
afterAll(() => shop.remove());

/** Runs a command that must be refused. Gives the line it says. */
async function refusal(...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await shop.run(...argv);
  expect({ code, stdout, lines: stderr.trim().split('\n') }).toEqual({
    ...{ code: 1, stdout: '', lines: [expect.stringMatching(/^error: /)] },
  });
  expect(await snapshot(shop.state)).toEqual(before);
  return stderr.trim();
}

describe('a plan', () => {
  const target = { name: 'random-a', role: 'target' } as const;
  const plans: readonly (readonly [string, Parameters<Workshop['plan']>[0] | object, RegExp])[] = [
    [
      'with a typo',
      { name: 'typo', checkpoints: [target], seed: [1] },
      /typo\.yaml: seed: unknown key "seed"; did you mean "seeds"\?/,
    ],
    [
      'with a mistyped parameter of a probe',
      { name: 'parameter', checkpoints: [target], probes: [{ id: 'sua', params: { epsilom: 0.1 } }] },
      /probes\[0\]\.params\.epsilom: unknown key "epsilom"; did you mean "epsilon"\?/,
    ],
    [
      'with ε above 1',
      { name: 'epsilon', checkpoints: [target], probes: [{ id: 'sua', params: { epsilon: 12 } }] },
      /probes\[0\]\.params\.epsilon: ε = 12 is above 1.*write "12\/255"/,
    ],
    [
      'with an unknown probe',
      { name: 'probe', checkpoints: [target], probes: ['suo'] },
      /There is no probe "suo"; did you mean "sua"\?/,
    ],
    [
      'with an unknown model',
      { name: 'model', checkpoints: [{ ...target, name: 'random-c' }] },
      /No checkpoint is called "random-c"; did you mean "random-a"\? Register one with palimpsest model add/,
    ],
    [
      'with an unknown data set',
      { name: 'data', dataset: 'poeple', checkpoints: [target] },
      /No data set is called "poeple"; did you mean "people"\?/,
    ],
    [
      'with one split on both sides',
      { name: 'sides', dataset: { id: 'people', forget: 'retain' }, checkpoints: [target] },
      /dataset\.retain: forget and retain are the same split/,
    ],
  ];

  it.each(plans)('%s', async (_, plan, says) => {
    const path = await shop.plan(plan as Parameters<Workshop['plan']>[0]);
    expect(await refusal('audit', 'run', path)).toMatch(says);
  });

  it('about a checkpoint that changed since it was registered', async () => {
    const damage = new Damage(shop.at('random-b'));
    const path = await shop.plan({ name: 'changed', checkpoints: [target, { name: 'random-b', role: 'reference' }] });
    await damage.json('generation_config.json', { eos_token_id: 1 });
    expect(await refusal('audit', 'run', path)).toMatch(/Checkpoint random-b: .* is no longer what was registered/);
  });
});

describe('a checkpoint', () => {
  const cases: readonly (readonly [string, (damage: Damage) => Promise<void>, RegExp])[] = [
    ['without a tokenizer', (damage) => damage.remove('tokenizer.json'), /tokenizer\.json is missing/],
    ['with a truncated .onnx', (damage) => damage.halve('onnx/vision_encoder.onnx'), /vision_encoder\.onnx/],
    [
      'with weights outside its folder',
      (damage) => damage.external('onnx/embed_tokens.onnx', { location: '../../random-b/onnx/embed_tokens.onnx_data' }),
      /embed_tokens\.onnx.*\.\./,
    ],
    [
      'with an operator nobody knows',
      (damage) => damage.node('onnx/decoder_model_merged.onnx', { opType: 'Frobnicate' }),
      /Frobnicate/,
    ],
    [
      'with a weight that is not a number',
      (damage) => damage.weight('onnx/embed_tokens.onnx_data', Number.NaN),
      /weights? holds? NaN or infinity/,
    ],
  ];

  it.each(cases)('%s', async (name, change, says) => {
    const folder = shop.at(name.replaceAll(/[^a-z]+/g, '-'));
    await cp(shop.at('random-a'), folder, { recursive: true });
    await change(new Damage(folder));
    expect(await refusal('model', 'add', folder, '--name', 'broken')).toMatch(says);
  });

  it('that is not there, for doctor', async () => {
    expect(await refusal('doctor', './random-d')).toMatch(/No checkpoint is called ".\/random-d"/);
  });
});

describe('a data set', () => {
  /** Writes the people with one of their pictures replaced, or other changes. */
  async function source(name: string, change: (items: readonly Item[]) => readonly Item[]): Promise<string> {
    await cp(shop.at('people'), shop.at(name), { recursive: true });
    const path = shop.at(name, 'people.jsonl');
    await writeItems(path, change(shop.items));
    return path;
  }

  it('with one person on both sides, whose name is not repeated', async () => {
    const path = await source('both', ([first, ...others]) => {
      const twin: Item = { ...(first as Item), id: 'twin', split: 'retain' };
      return [first as Item, ...others, twin];
    });
    const line = await refusal('dataset', 'import', path, '--name', 'both');
    expect(line).toMatch(/people\.jsonl, row 9: .*(forget|retain)/);
    expect(line).not.toContain('person-');
  });

  it('with a picture of 0 bytes', async () => {
    const path = await source('empty', (items) => items);
    await writeFile(shop.at('empty', '5.png'), '');
    expect(await refusal('dataset', 'import', path, '--name', 'empty')).toMatch(/row 2: images\[1\].* 0 bytes/);
  });

  it('with a picture of 100 megapixels', async () => {
    const path = await source('huge', (items) => items);
    const picture = sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: 'white' } });
    await picture.png({ compressionLevel: 1 }).toFile(shop.at('huge', '5.png'));
    expect(await refusal('dataset', 'import', path, '--name', 'huge')).toMatch(/row 2: images\[1\]/);
  });

  it('that reaches for files outside its folder', async () => {
    const path = await source('outside', ([first, ...others]) => {
      const images = (first as Item).images.map((image) => ({ ...image, uri: `../people/${image.uri}` }));
      return [{ ...(first as Item), images }, ...others];
    });
    expect(await refusal('dataset', 'import', path, '--name', 'outside')).toMatch(/row 1: images\[0\]/);
  });
});

describe('arguments', () => {
  it('that no command takes', async () => {
    const { code, stderr } = await shop.run('audit', 'rn', 'plan.yaml');
    expect(code).toBe(1);
    expect(stderr).toContain("error: unknown command 'rn'");
    expect(stderr).toContain('Did you mean run?');
    expect(await snapshot(shop.state)).toEqual(before);
  });

  it('that name an audit nobody ran', async () => {
    expect(await refusal('audit', 'show', 'nobody-000000000000')).toMatch(/there is no audit nobody-000000000000/);
    expect(await refusal('audit', 'resume', 'nobody-000000000000')).toMatch(/there is no audit/);
  });
});
