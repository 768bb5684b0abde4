import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countSessions, type SessionCounter } from '../../../test/support/count-sessions.js';
import { Damage } from '../../../test/support/damage-checkpoint.js';
import { tinyImage, writeTinyCheckpoint } from '../../../test/support/tiny-checkpoint.js';
import { openCheckpoint } from './open-checkpoint.js';

let folder: string;
let sessions: SessionCounter;
beforeAll(async () => {
  sessions = await countSessions();
});
afterAll(() => sessions.stop());
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'open-')), 'tiny');
  await writeTinyCheckpoint(folder);
  sessions.reset();
});
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true });
  const { opened, closed, folders } = await sessions.count();
  expect({ closed, folders }).toEqual({ closed: opened, folders: 0 });
});

const prompt = { image: tinyImage(1), question: 'what city ?' };

describe('openCheckpoint', () => {
  it('refuses graphs whose weights lie in a file of another variant, which their digest would not cover', async () => {
    for (const part of ['vision_encoder', 'embed_tokens', 'decoder_model_merged'])
      await cp(join(folder, 'onnx', `${part}.onnx`), join(folder, 'onnx', `${part}_fp16.onnx`));
    await expect(openCheckpoint(folder, { variant: 'fp16' })).rejects.toThrow(
      /_fp16\.onnx keeps .* in .*\.onnx_data, which is another variant's; copy it/,
    );
    await (await openCheckpoint(folder)).close();
  });

  it('opens no session before it is asked something, each once, and closes all', async () => {
    const model = await openCheckpoint(folder, { name: 'mine' });
    expect((await sessions.count()).opened).toBe(0);
    expect(model.identity).toEqual({ name: 'mine', digest: expect.stringMatching(/^[0-9a-f]{64}$/), family: 'llava' });
    await Promise.all([model.generate([prompt], { maxNewTokens: 2 }), model.embedImages([prompt.image])]);
    await model.generate([prompt], { maxNewTokens: 2 });
    expect((await sessions.count()).opened).toBe(3);
    await model.close();
    await model.close();
    await expect(model.generate([prompt], { maxNewTokens: 1 })).rejects.toThrow(
      'the model is closed; open the checkpoint',
    );
  });

  it('closes a changed copy with its files, whether or not the original is open', async () => {
    const model = await openCheckpoint(folder);
    const copy = await model.graphs.withParameters(new Map());
    await model.close();
    expect(await copy.generate([prompt], { maxNewTokens: 2 })).toHaveLength(1);
    expect((await sessions.count()).folders).toBeGreaterThan(0);
    await copy.close();
  });

  it('closes what is open when a session could not be opened', async () => {
    const model = await openCheckpoint(folder);
    await new Damage(folder).remove('onnx/decoder_model_merged.onnx');
    const answers = model.generate([prompt], { maxNewTokens: 1 });
    await expect(answers).rejects.toThrow('decoder_model_merged.onnx cannot be loaded');
    expect((await sessions.count()).opened).toBe(2);
    await model.close();
  });

  it('takes the end mark from generation_config.json when config.json has none', async () => {
    const before = await openCheckpoint(folder);
    await new Damage(folder).json('config.json', { eos_token_id: undefined });
    const after = await openCheckpoint(folder);
    const answers = async (model: typeof before) => model.generate([prompt], { maxNewTokens: 8 });
    expect(await answers(after)).toEqual(await answers(before));
    await Promise.all([before.close(), after.close()]);
  });
});
