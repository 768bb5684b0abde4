import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withChatTemplate } from './chat-template.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'template-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);
const template = async (configuration: object) =>
  ((await withChatTemplate(folder, configuration)) as { chat_template?: unknown }).chat_template;

describe('the chat template of a checkpoint', () => {
  it('is the one of the tokenizer’s settings, whatever lies beside it', async () => {
    await write('chat_template.jinja', 'of the file');
    expect(await template({ chat_template: 'own' })).toBe('own');
  });

  it('is the one called default where there are several', async () => {
    const several = [
      { name: 'tool_use', template: 'with tools' },
      { name: 'default', template: 'plain' },
    ];
    expect(await template({ chat_template: several })).toBe('plain');
  });

  it('is chat_template.jinja, or that of chat_template.json, where the settings have none', async () => {
    await write('chat_template.json', '{"chat_template":"of the JSON"}');
    expect(await template({})).toBe('of the JSON');
    await write('chat_template.jinja', 'of the file');
    expect(await template({})).toBe('of the file');
  });

  it('leaves settings without any as they are', async () => {
    await write('chat_template.json', 'null');
    expect(await withChatTemplate(folder, { bos_token: '<s>' })).toEqual({ bos_token: '<s>' });
  });

  it('is refused when its file is no JSON or too large', async () => {
    await write('chat_template.json', '{');
    await expect(template({})).rejects.toThrow('chat_template.json is not JSON; export the checkpoint again');
    await write('chat_template.jinja', '');
    await truncate(join(folder, 'chat_template.jinja'), 2 ** 21);
    await expect(template({})).rejects.toThrow('chat_template.jinja has 2097152 bytes; at most 1048576 are read');
  });
});
