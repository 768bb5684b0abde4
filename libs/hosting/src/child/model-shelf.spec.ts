import { describe, expect, it } from 'vitest';
import { fakeModel } from '@palimpsest/audit';
import { keepModelsOpen } from './model-shelf.js';

function countingSource() {
  const log: string[] = [];
  return {
    log,
    identify: (name: string) => Promise.resolve(fakeModel({ name, knows: () => true }).identity),
    open: (name: string) => {
      log.push(`open ${name}`);
      const model = fakeModel({ name, knows: () => true });
      const close = () => {
        log.push(`close ${name}`);
        return Promise.resolve();
      };
      return Promise.resolve({ ...model, close });
    },
  };
}

describe('keepModelsOpen', () => {
  it('opens a model once, however often it is borrowed and given back', async () => {
    const source = countingSource();
    const shelf = keepModelsOpen(source);
    for (const name of ['a', 'b', 'a', 'b']) await (await shelf.open(name)).close();
    expect(source.log).toEqual(['open a', 'open b']);
  });

  it('closes the one that was borrowed longest ago when there are too many', async () => {
    const source = countingSource();
    const shelf = keepModelsOpen(source);
    for (const name of ['a', 'b', 'c', 'a', 'd']) await shelf.open(name);
    expect(source.log).toEqual(['open a', 'open b', 'open c', 'open d', 'close b']);
  });
});
