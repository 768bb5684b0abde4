/** A worker process over fakes, started by tests: it answers at once, or does to itself what its settings say. */
import { appendFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fakeModel, fakePorts } from '@palimpsest/audit';
import type { VisionLanguageModel } from '@palimpsest/models';
import { serveUnits } from '../child/serve-units.js';
import { fakeModels, type FakeSettings } from './fake-audit.js';

const hoard: unknown[] = [];

/** What happens whenever a model is asked. */
const behaviours: Record<FakeSettings['behaviour'], () => Promise<void>> = {
  answers: () => Promise.resolve(),
  'takes its time': () => wait(10),
  fails: () => Promise.reject(new RangeError('the answer is out of range.')),
  'waits once': () => wait(hoard.push('asked') === 1 ? 1500 : 0),
  'never wakes': () => {
    for (;;);
  },
  'takes memory': async () => {
    if (hoard.length < 16) hoard.push(Buffer.alloc(50e6, 1));
    await wait(20);
  },
  'fills the heap': () => {
    for (;;) hoard.push(Array.from({ length: 10_000 }, (_, index) => `${index}`));
  },
  exits: () => process.exit(7),
  crashes: () => {
    process.abort();
  },
  'throws outside': () => {
    setImmediate(() => {
      throw new TypeError('thrown where nobody catches');
    });
    return wait(60_000);
  },
  'cannot open': () => Promise.resolve(),
};

serveUnits(
  (settings) => {
    const { behaviour, closedFile } = settings as FakeSettings;
    if (behaviour === 'cannot open') throw new Error('the database is away.');
    const slow = (model: VisionLanguageModel): VisionLanguageModel => ({
      ...model,
      generate: (...asked) => behaviours[behaviour]().then(() => model.generate(...asked)),
    });
    const ports = fakePorts(fakeModels, {});
    const open = (name: string) => {
      const found = fakeModels.find((model) => model.name === name);
      return found ? Promise.resolve(slow(fakeModel(found))) : Promise.reject(new Error(`no fake model ${name}`));
    };
    const close = async (): Promise<void> => {
      if (closedFile) await appendFile(closedFile, 'closed');
    };
    return { ...ports, models: { ...ports.models, open }, close };
  },
  { clock: { now: () => 0 } },
);
