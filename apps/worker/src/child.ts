/** What runs in each child process of the worker: models and the units that need them, for one project. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '@palimpsest/catalog';
import { imageCodec } from '@palimpsest/datasets';
import { serveUnits } from '@palimpsest/hosting';
import { registeredSources, storageFromEnvironment } from '@palimpsest/orchestration';
import { heldScratch, openDatabase, postgresAuditStore, sealedAuditStore } from '@palimpsest/persistence';
import { encryptionKey } from '@palimpsest/platform';
import { builtInAssets } from '@palimpsest/zoo';
import { registeredModels } from './registered-models.js';
import { childSettings } from './child-settings.js';

serveUnits(
  async (given) => {
    const { connection, project, worker, master } = childSettings.parse(given);
    const database = await openDatabase(connection);
    const storage = storageFromEnvironment(process.env, Date.now);
    const cache = process.env['PALIMPSEST_CHECKPOINT_CACHE'] ?? join(tmpdir(), 'palimpsest-checkpoints');
    const held = heldScratch(postgresAuditStore(database, project), database, { project, worker });
    const key = encryptionKey(Buffer.from(master, 'base64'), 'master key');
    const { datasets, models } = registeredSources(database, project, { storage, master: key });
    return {
      ...{ catalog, datasets, images: imageCodec, assets: builtInAssets },
      models: registeredModels(database, project, models, { storage, cache }),
      store: sealedAuditStore(database, project, key, held),
      close: () => database.destroy(),
    };
  },
  { clock: performance },
);
