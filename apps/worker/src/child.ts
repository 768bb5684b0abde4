/** What runs in each child process of the worker: models and the units that need them, for one project. */
import { catalog } from '@palimpsest/catalog';
import { imageCodec } from '@palimpsest/datasets';
import { serveUnits } from '@palimpsest/hosting';
import { registeredSources } from '@palimpsest/orchestration';
import { heldScratch, openDatabase, postgresAuditStore } from '@palimpsest/persistence';
import { builtInAssets } from '@palimpsest/zoo';
import { registeredModels } from './registered-models.js';
import { childSettings } from './child-settings.js';

serveUnits(
  async (given) => {
    const { connection, project, worker } = childSettings.parse(given);
    const database = await openDatabase(connection);
    const { datasets, models } = registeredSources(database, project);
    return {
      ...{ catalog, datasets, images: imageCodec, assets: builtInAssets },
      models: registeredModels(database, project, models),
      store: heldScratch(postgresAuditStore(database, project), database, { project, worker }),
      close: () => database.destroy(),
    };
  },
  { clock: performance },
);
