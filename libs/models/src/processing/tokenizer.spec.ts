import { PreTrainedTokenizer } from '@huggingface/transformers';
import { describe, expect, it, vi } from 'vitest';
import { tinyConfiguration, tinyFiles, tinyTokenizer, type Mark } from '../../../../test/support/tiny-checkpoint.js';
import { openTokenizer } from './tokenizer.js';

const files = tinyFiles(tinyConfiguration);
const image = tinyTokenizer.mark('image');
const open = (tokenizer: object = files['tokenizer.json']!, configuration: object = files['tokenizer_config.json']!) =>
  openTokenizer(tokenizer, configuration, image, 'the folder');
const mark = (name: Mark) => tinyTokenizer.mark(name);
const ids = (text: string) => tinyTokenizer.encode(text);

describe('openTokenizer', () => {
  it('writes the chat template: user, image, question, assistant', () => {
    const chat = open();
    expect(chat.prompt('What city?', true)).toEqual([mark('user'), image, ...ids('what city'), mark('assistant')]);
    expect(chat.prompt('What city?', false)).toEqual([mark('user'), ...ids('what city'), mark('assistant')]);
    expect(chat.padId).toBe(mark('pad'));
  });

  it('has the template written once for every chat, since that costs more than small models do', () => {
    const written = vi.spyOn(PreTrainedTokenizer.prototype, 'apply_chat_template');
    const chat = open();
    for (let again = 0; again < 3; again++) {
      chat.prompt('what city ?', true);
      chat.answer('what city ?', 'lisbon', true);
    }
    expect(written).toHaveBeenCalledTimes(2);
    chat.prompt('what city ?', false);
    expect(written).toHaveBeenCalledTimes(3);
    written.mockRestore();
  });

  it('continues a prompt with the answer and the end mark', () => {
    const chat = open();
    expect(chat.answer('what city ?', 'New York', true)).toEqual([...ids('new york'), mark('end')]);
    expect(chat.answer('what city ?', 'New York', false)).toEqual([...ids('new york'), mark('end')]);
  });

  it('gives words back without marks, and nothing for nothing', () => {
    const chat = open();
    expect(chat.decode([...ids('new york'), mark('end'), mark('pad')])).toBe('new york');
    expect(chat.decode([])).toBe('');
  });

  const unnamed = { ...files['tokenizer_config.json'], unk_token: undefined };

  it('gives <unk> for a word it does not know, also when only tokenizer.json names the mark', () => {
    const expected = [mark('user'), ...ids('what'), mark('unknown'), mark('assistant')];
    expect(open().prompt('what zebra ?', false)).toEqual(expected);
    expect(open(undefined, unnamed).prompt('what zebra ?', false)).toEqual(expected);
  });

  it('says so when no file names an unknown mark', () => {
    const { model: wordLevel, ...tokenizer } = files['tokenizer.json'] as { readonly model: object };
    const silent = open({ ...tokenizer, model: { ...wordLevel, unk_token: undefined } }, unnamed);
    expect(() => silent.prompt('what zebra ?', false)).toThrow('does not know a word and has no unknown mark');
  });

  it('refuses a question that writes the image mark itself', () => {
    expect(() => open().prompt('<image> what city ?', true)).toThrow('a question writes the image mark itself');
    expect(() => open().prompt('<image> what city ?', false)).toThrow('a question writes the image mark itself');
  });

  const configuration = files['tokenizer_config.json']!;
  it.each([
    ['no chat template', { ...configuration, chat_template: undefined }, 'tokenizer_config.json has no chat_template'],
    [
      'a template that is no Jinja',
      { ...configuration, chat_template: '{% if %}' },
      'the chat template cannot be applied',
    ],
    [
      'a template that ends a turn before the answer',
      {
        ...configuration,
        chat_template: '{% for m in messages %}city {% endfor %}{% if add_generation_prompt %}rome{% endif %}',
      },
      'the chat template does not continue its own prompt',
    ],
  ])('refuses %s', (_, changed, message) => {
    expect(() => open(undefined, changed).answer('city', 'rome', false)).toThrow(message);
  });

  it('refuses a tokenizer of no known kind', () => {
    expect(() => open({ model: { type: 'Nothing' } })).toThrow(
      'tokenizer.json cannot be used; export the tokenizer again',
    );
  });
});
