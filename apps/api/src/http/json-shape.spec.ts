import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkJsonShape, deepest } from './json-shape.js';

const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;

describe('checkJsonShape', () => {
  it('lets all through that JSON.stringify writes', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 20 }), (text) => checkJsonShape(text)));
  });

  it('refuses one level too many, and a hundred thousand in no time', () => {
    expect(() => checkJsonShape(nested(deepest))).not.toThrow();
    expect(() => checkJsonShape(nested(deepest + 2))).toThrow('inside one another');
    expect(() => checkJsonShape('['.repeat(500_000))).toThrow('inside one another');
  });

  it.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '[{"b":{"c":1, "c" : 2}}]', '{"":0,"":0}'])('refuses %s', (text) => {
    expect(() => checkJsonShape(text)).toThrow('a key twice');
  });

  it.each(['{"a":{"a":1},"b":{"a":1}}', '["a","a"]', '{"a":"a","b":"\\"a\\":1"}', '{"a":["a:","a"]}'])(
    'lets %s through',
    (text) => {
      expect(() => checkJsonShape(text)).not.toThrow();
    },
  );

  it.each(['', '{"a', ']]]', '{"a"::1}', '"\\', '{{{}}}:'])('leaves %j to the parser', (text) => {
    expect(() => checkJsonShape(text)).not.toThrow();
  });

  it('is linear: a megabyte of quotes, backslashes or colons costs nothing', () => {
    for (const part of ['"', '\\', ':', '"\\', '{"a":']) {
      try {
        checkJsonShape(part.repeat(1_000_000 / part.length));
      } catch {
        // refusing it is as good
      }
    }
  }, 5_000);
});
