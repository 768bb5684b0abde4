import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { planInput } from './plan.js';
import { parseStrict } from './strict-parse.js';

const problemsOf = (schema: z.ZodType, value: unknown): unknown => {
  try {
    return parseStrict(schema, value, 'it');
  } catch (error) {
    return (error as { problems?: unknown }).problems;
  }
};

describe('parseStrict', () => {
  it('names the nearest key in schemas that have a name too, wherever they are', () => {
    const named = z.strictObject({ margin: z.number().optional() }).meta({ id: 'NamedForThisTest' });
    const outer = z.strictObject({ list: z.array(named), one: named.describe('again') });
    const typo = (path: string) => ({
      path,
      message: 'unknown key "margn"; did you mean "margin"?',
      nearest: 'margin',
    });
    expect(problemsOf(named, { margn: 1 })).toEqual([typo('margn')]);
    expect(problemsOf(outer, { list: [{ margn: 1 }], one: { margn: 1 } })).toEqual([
      typo('list[0].margn'),
      typo('one.margn'),
    ]);
  });

  it('does so for a plan as the API takes it', () => {
    const problems = problemsOf(planInput.meta({ id: 'PlanForThisTest' }), { name: 'x', datset: 'people' });
    expect(problems).toContainEqual(expect.objectContaining({ path: 'datset', nearest: 'dataset' }));
  });
});
