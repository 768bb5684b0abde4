import { rgbImage } from '@palimpsest/datasets';
import type { Prompt } from '@palimpsest/models';
import { describe, expect, it } from 'vitest';
import { remembering } from './remembering.js';

const image = (shade: number) => rgbImage(1, 1, Uint8Array.of(shade, shade, shade));
const [one, other] = [image(1), image(2)];
const ask = (from: Prompt['image'], question: string, prefill?: string): Prompt => ({
  ...{ image: from, question },
  ...(prefill === undefined ? {} : { prefill }),
});

/** States of two layers that tell the prompt, from a buffer that the next call writes over. */
function counted(room?: number) {
  const asked: Prompt[] = [];
  const buffer = new Float32Array(64);
  const states = remembering(
    {
      read(prompts) {
        asked.push(...prompts);
        prompts.forEach(({ image: from, question, prefill = '' }, at) => {
          buffer[2 * at] = (from?.data[0] ?? 0) + question.length / 10;
          buffer[2 * at + 1] = prefill.length;
        });
        return Promise.resolve(
          prompts.map((_, at) => [buffer.subarray(2 * at, 2 * at + 1), buffer.subarray(2 * at + 1, 2 * at + 2)]),
        );
      },
    },
    room,
  );
  const read = async (...prompts: Prompt[]) =>
    (await states.read(prompts)).map((layers) => layers.map(([value]) => value && Math.round(value * 100) / 100));
  return { asked, read };
}

describe('remembering', () => {
  it('reads a prompt once, and gives what it read then', async () => {
    const { asked, read } = counted();
    const first = await read(ask(one, 'who ?'), ask(other, 'who ?'), ask(null, 'who ?'));
    await read(ask(other, 'where does this person live ?'));
    expect(await read(ask(null, 'who ?'), ask(one, 'who ?'), ask(other, 'who ?'))).toEqual([
      first[2],
      first[0],
      first[1],
    ]);
    expect(asked).toHaveLength(4);
  });

  it('takes other words, another beginning and another picture for another prompt', async () => {
    const { asked, read } = counted();
    const prompts = [ask(one, 'who ?'), ask(one, 'where ?'), ask(one, 'who ?', 'Sure: '), ask(image(1), 'who ?')];
    const alone = await Promise.all(prompts.map(async (prompt) => (await counted().read(prompt))[0]));
    expect(await read(...prompts)).toEqual(alone);
    expect(asked).toHaveLength(4);
  });

  it('reads again what it had no room for', async () => {
    const { asked, read } = counted(8);
    const [first, second] = [ask(one, 'who ?'), ask(other, 'where ?')];
    const before = await read(first, second);
    expect(await read(first, second)).toEqual(before);
    expect(asked).toEqual([first, second, second]);
  });

  it('gives prompts that are asked twice at once the same states', async () => {
    const { read } = counted();
    const [first, second] = await read(ask(one, 'who ?'), ask(one, 'who ?'));
    expect(first).toEqual(second);
  });
});
