import { describe, expect, it } from 'vitest';
import { columns } from './output.js';

describe('columns', () => {
  it('pads to the widest cell and ends lines without spaces', () => {
    expect(
      columns([
        ['a', 'bb', ''],
        ['aaa', 'b', ''],
      ]),
    ).toBe('a    bb\naaa  b');
  });

  it('does not count colours', () => {
    expect(
      columns([
        ['\u001b[31mred\u001b[39m', 'x'],
        ['plain', 'y'],
      ]),
    ).toBe('\u001b[31mred\u001b[39m    x\nplain  y');
  });
});
