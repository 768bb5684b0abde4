import { describe, expect, it } from 'vitest';
import { direct } from '../testing/fake-plugins.js';
import { defineProbe } from './probe.js';
import { PluginDefinitionError } from './plugin.js';

describe('defineProbe', () => {
  it('asks every probe but controls what class of attack it is', () => {
    expect(() => defineProbe({ ...direct, attackClasses: [] })).toThrow(PluginDefinitionError);
    expect(defineProbe({ ...direct, attackClasses: [], purpose: 'control' }).attackClasses).toEqual([]);
  });
});
