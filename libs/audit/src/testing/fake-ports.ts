/** Ports over fakes: everything an audit needs, in memory. */
import type { AuditPorts, ImageCodec } from '../ports/ports.js';
import { defineCatalog, type Catalog } from '../plugins/catalog.js';
import { fakeDataset } from './fake-dataset.js';
import { fakeModel, type FakeBehaviour } from './fake-model.js';
import { memoryAuditStore } from '../store/memory-store.js';

/** Width and height in two bytes, then the pixels: lossless, like PNG. */
const codec: ImageCodec = {
  encode: (image) => Promise.resolve(Uint8Array.of(image.width, image.height, ...image.data)),
  decode: ([width = 0, height = 0, ...data]) => Promise.resolve({ width, height, data: Uint8Array.from(data) }),
};

export function fakePorts(
  models: readonly FakeBehaviour[],
  catalog: Partial<Catalog>,
  more: Partial<AuditPorts> = {},
): AuditPorts {
  const named = (name: string) => {
    const behaviour = models.find((model) => model.name === name);
    return behaviour ? Promise.resolve(fakeModel(behaviour)) : Promise.reject(new Error(`no fake model ${name}`));
  };
  return {
    catalog: defineCatalog({ probes: [], detectors: [], defenses: [], metrics: [], ...catalog }),
    models: { identify: async (name) => (await named(name)).identity, open: named },
    datasets: { open: () => Promise.resolve(fakeDataset()) },
    images: codec,
    assets: { read: (name) => Promise.reject(new Error(`no asset ${name}`)) },
    store: memoryAuditStore(),
    clock: { now: () => 0 },
    engine: '0.0.0-test',
    ...more,
  };
}
