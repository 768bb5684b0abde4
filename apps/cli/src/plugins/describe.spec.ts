import { describe, expect, it } from 'vitest';
import { descriptions } from './describe.js';

describe('descriptions', () => {
  it.each(descriptions())('$kind $id gives a default for every parameter', ({ parameters, defaults }) => {
    const names = Object.keys(parameters['properties'] ?? {});
    expect(Object.keys(defaults).sort()).toEqual([...names].sort());
  });
});
