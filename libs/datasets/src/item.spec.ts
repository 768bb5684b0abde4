import { describe, expect, it } from 'vitest';
import { item, type Item } from './item.js';

const valid: Item = {
  id: 'p1/city',
  benchmark: 'test',
  version: '1',
  subjectId: 'p1',
  split: 'forget',
  modality: 'image_text',
  task: 'mcq',
  attribute: 'city',
  question: 'what city ?',
  paraphrases: [],
  answer: 'b',
  options: ['a', 'b'],
  images: [{ sha256: '0'.repeat(64), uri: 'images/p1.png', view: { kind: 'test', index: 0 } }],
  provenance: { file: 'items.jsonl', row: 1 },
};
const problem = (change: object) => item.safeParse({ ...valid, ...change }).error?.issues[0]?.message;

describe('item', () => {
  it('accepts a complete item', () => expect(item.parse(valid)).toEqual(valid));

  it.each([
    ['a misspelt field', { answr: 'b' }, 'Unrecognized key'],
    ['an answer outside the options', { answer: 'z' }, 'the answer is not among the options'],
    ['an answer outside the choices', { choices: ['a', 'c'] }, 'the answer is not among the choices'],
    ['a picture question without a picture', { images: [] }, 'an image_text item needs one'],
    ['a text question with a picture', { modality: 'text' }, 'a text item has none'],
    ['an unknown split', { split: 'train' }, 'Invalid option'],
    ['a shortened digest', { images: [{ ...valid.images[0], sha256: 'ab' }] }, 'SHA-256'],
    ['a control character', { question: 'a\u0000b' }, 'control characters'],
  ])('refuses %s', (_, change, message) => expect(problem(change)).toContain(message));

  it('refuses a multiple-choice item without options', () => {
    const { options, ...rest } = valid;
    expect(options).toBeDefined();
    expect(item.safeParse(rest).error?.issues[0]?.message).toBe('a multiple-choice item needs options');
  });
});
