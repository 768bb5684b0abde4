/** Audits of the shipped zoo in this very process: its people, its checkpoints, and a store in memory. */
import { memoryAuditStore, type AuditPorts } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import { imageCodec, type Dataset } from '@palimpsest/datasets';
import { openCheckpoint, type VisionLanguageModel } from '@palimpsest/models';
import { builtInAssets, builtInCheckpoints, openBuiltInDataset } from '@palimpsest/zoo';

export const publishedPeople = 'people-published';

export async function openPublishedPeople(): Promise<Dataset> {
  const dataset = await openBuiltInDataset(publishedPeople);
  if (!dataset) throw new Error(`there is no data set ${publishedPeople}`);
  return dataset;
}

export async function shippedFolder(name: string): Promise<string> {
  const found = (await builtInCheckpoints()).find((checkpoint) => checkpoint.name === name);
  if (!found) throw new Error(`the zoo has no ${name}`);
  return found.folder;
}

export const openShipped = async (name: string): Promise<VisionLanguageModel> =>
  openCheckpoint(await shippedFolder(name), { name, threads: 1 });

/** Checkpoints are told by opening them. */
export const modelsBy = (open: AuditPorts['models']['open']): AuditPorts['models'] => ({
  async identify(name) {
    const model = await open(name);
    await model.close();
    return model.identity;
  },
  open,
});

export const shippedPorts = (dataset: Dataset, models = modelsBy(openShipped)): AuditPorts => ({
  ...{ catalog, models, images: imageCodec, assets: builtInAssets, store: memoryAuditStore(), clock: performance },
  datasets: { open: () => Promise.resolve(dataset) },
  engine: 'test',
});
