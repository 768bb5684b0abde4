/**
 * Checkpoints and data of a record, wherever they are registered here: by digest, because whoever checks may have given
 * them other names. Files are read and compared with the digest before anything is asked.
 */
import { AuditInputError, type AuditPorts, type StoredAudit } from '@palimpsest/audit';
import { CheckpointRegistry } from '../state/checkpoint-registry.js';
import { DatasetFolders } from '../state/dataset-folders.js';
import { unitPorts } from '../state/sources.js';

export function recordedSources(record: StoredAudit['record'], state: string): Pick<AuditPorts, 'models' | 'datasets'> {
  const { models } = unitPorts(state);
  const [registry, folders] = [new CheckpointRegistry(state), new DatasetFolders(state)];
  const registered = async (name: string): Promise<string> => {
    const digest = record.checkpoints.find((one) => one.name === name)?.digest;
    const same = (await registry.list()).filter((entry) => entry.digest === digest);
    const entry = same.find((one) => one.name === name) ?? same[0];
    if (entry) return entry.name;
    throw missing(`Checkpoint ${name}`, digest ?? '', 'Register it: palimpsest model add <folder>.');
  };
  return {
    models: {
      identify: async (name) => ({ ...(await models.identify(await registered(name))), name }),
      async open(name) {
        const local = await registered(name);
        await models.identify(local); // its files, before a graph is loaded
        return models.open(local);
      },
    },
    datasets: {
      async open(id) {
        const own = await folders.own();
        const names = await folders.names();
        for (const name of [...new Set([...names.filter((known) => known === id), ...own])]) {
          const dataset = await folders.open(name);
          if (dataset.digest === record.dataset.digest) return dataset;
        }
        throw missing(`Data set ${id}`, record.dataset.digest, 'Import it: palimpsest dataset import <source>.');
      },
    },
  };
}

const missing = (what: string, digest: string, remedy: string): AuditInputError =>
  new AuditInputError(what, `none with digest ${digest.slice(0, 12)}… is registered here`, remedy);
