import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../builder/graph-builder.js';
import { countFlops } from './count-flops.js';
import { liveBytes } from './live-bytes.js';

const kilobyte = 4 * 256;

describe('liveBytes', () => {
  it('holds a value until its last reader, and no longer', () => {
    const g = new GraphBuilder();
    const x = g.input('x', 'float32', [256]);
    const doubled = g.transpose(g.reshape(x, [16, 16]), [1, 0]); // x and its transpose
    const summed = g.reduceSum(doubled, [0]);
    g.output(g.reduceSum(summed, [1]), 'y');
    expect(liveBytes(g.build())).toBe(2 * kilobyte);
  });

  it('holds what a later node reads again', () => {
    const g = new GraphBuilder();
    const x = g.input('x', 'float32', [16, 16]);
    const first = g.transpose(x, [1, 0]);
    const second = g.transpose(first, [1, 0]);
    g.output(g.matMul(second, first), 'y');
    expect(liveBytes(g.build())).toBe(3 * kilobyte); // both and their product; x is gone
  });

  it('lets a result take the place of an input that nobody reads any more', () => {
    const g = new GraphBuilder();
    const x = g.input('x', 'float32', [256]);
    g.output(g.exp(g.exp(g.exp(x))), 'y');
    expect(liveBytes(g.build())).toBe(kilobyte);
  });

  it('refuses what is not known before run time', () => {
    const g = new GraphBuilder();
    g.output(g.exp(g.input('x', 'float32', ['batch', 2])), 'y');
    expect(() => liveBytes(g.build())).toThrow('has a symbolic dim; bind it before its memory is asked for');
  });
});

describe('countFlops', () => {
  it('counts products by their inner dim, whichever way round they are given', () => {
    const g = new GraphBuilder();
    const a = g.input('a', 'float32', [5, 2, 3]);
    g.output(g.matMul(a, g.input('b', 'float32', [3, 4])), 'plain');
    const fused = { transA: 1 };
    g.output(
      g.op1('FusedMatMul', [a, g.input('c', 'float32', [5, 2, 7])], fused, { domain: 'com.microsoft' }),
      'turned',
    );
    expect(countFlops(g.build())).toBe(2 * 5 * (2 * 3 * 4) + 2 * 5 * (3 * 2 * 7));
  });

  it('counts convolutions by kernel and channels of a group', () => {
    const g = new GraphBuilder();
    const x = g.input('x', 'float32', [1, 4, 6, 6]);
    g.output(g.conv(x, g.input('w', 'float32', [8, 2, 3, 3]), null, { group: 2 }), 'y');
    expect(countFlops(g.build())).toBe(2 * (8 * 4 * 4) * (2 * 3 * 3));
  });
});
