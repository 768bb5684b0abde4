/** Checkpoints and data sets by their names in a project, as far as they can be had without loading a model. */
import { AuditInputError, type DatasetSource, type ModelSource } from '@palimpsest/audit';
import { checkpoints, datasets, type Database, type DatasetRow } from '@palimpsest/persistence';
import { openDataset, type Dataset } from '@palimpsest/datasets';
import type { CheckpointIdentity } from '@palimpsest/models';
import { openBuiltInDataset } from '@palimpsest/zoo';
import { sealedDataset } from './datasets/sealed-dataset.js';
import type { Profile } from './profile.js';

export interface RegisteredSources {
  readonly models: Pick<ModelSource, 'identify'>;
  readonly datasets: DatasetSource;
}

/** Where sealed data sets lie, and what opens them. */
export type SealedSources = Pick<Profile, 'storage' | 'master'>;

/** What was opened once stays open as long as the sources are kept. */
export function registeredSources(database: Database, project: string, sealed: SealedSources): RegisteredSources {
  const uploaded = new Map<string, Promise<Dataset>>();
  const open = (row: DatasetRow): Promise<Dataset> => {
    if (row.source.kind === 'built-in') return builtIn(row.source.name);
    const known = uploaded.get(row.id) ?? openSealed(database, row, sealed);
    uploaded.set(row.id, known);
    known.catch(() => uploaded.delete(row.id));
    return known;
  };
  return {
    models: {
      async identify(name) {
        const row = await checkpoints(database, project).find(name);
        if (!row) throw unregistered('Checkpoint', name, project);
        const family = row.family as CheckpointIdentity['family']; // registration lets no other through
        return { name, digest: row.digest, family };
      },
    },
    datasets: {
      async open(id) {
        const row = await datasets(database, project).find(id);
        if (!row) throw unregistered('Data set', id, project);
        return named(await open(row), id);
      },
    },
  };
}

async function openSealed(database: Database, row: DatasetRow, { storage, master }: SealedSources): Promise<Dataset> {
  if (!storage || row.source.kind !== 'upload') {
    const reason = 'its files are not to be had here';
    throw new AuditInputError(`Data set ${row.id}`, reason, 'Set PALIMPSEST_STORAGE to where they lie.');
  }
  const at = { project: row.project, dataset: row.id };
  return openDataset(sealedDataset({ database, storage, master }, at).files(row.source));
}

/** Generated once per process: the same name always gives the same people. */
const opened = new Map<string, Promise<Dataset | null>>();

async function builtIn(name: string): Promise<Dataset> {
  const known = opened.get(name) ?? openBuiltInDataset(name);
  opened.set(name, known);
  const dataset = await known;
  if (!dataset)
    throw new AuditInputError(`Data set ${name}`, 'this version does not ship it', 'Upgrade, or use another.');
  return dataset;
}

/** The same people under the name that a project gave them. */
function named(dataset: Dataset, id: string): Dataset {
  const { digest, items } = dataset;
  const subjects: Dataset['subjects'] = (split) => dataset.subjects(split);
  return { id, digest, items, subjects, loadImage: (image) => dataset.loadImage(image) };
}

function unregistered(what: string, name: string, project: string): AuditInputError {
  return new AuditInputError(`${what} ${name}`, `it is not registered in project ${project}`, 'Register it first.');
}
