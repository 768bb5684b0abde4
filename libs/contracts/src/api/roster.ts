/** Every route of the API. A route that is not here does not exist. */
import { auditRoutes } from './resources/audits.js';
import { catalogRoutes } from './resources/catalog.js';
import { checkpointRoutes } from './resources/checkpoints.js';
import { datasetRoutes } from './resources/datasets.js';
import { endpointRoutes } from './resources/endpoints.js';
import { erasureRequestRoutes } from './resources/erasure-requests.js';
import { evidenceRoutes } from './resources/evidence.js';
import { keyRoutes } from './resources/keys.js';
import { operationRoutes } from './resources/operations.js';
import { planRoutes } from './resources/plans.js';
import { projectRoutes } from './resources/projects.js';
import { userRoutes } from './resources/users.js';
import { uploadRoutes } from './resources/uploads.js';
import { reportRoutes } from './resources/reports.js';

export const routes = {
  ...projectRoutes,
  ...keyRoutes,
  ...userRoutes,
  ...uploadRoutes,
  ...checkpointRoutes,
  ...endpointRoutes,
  ...datasetRoutes,
  ...planRoutes,
  ...auditRoutes,
  ...reportRoutes,
  ...erasureRequestRoutes,
  ...evidenceRoutes,
  ...catalogRoutes,
  ...operationRoutes,
} as const;

export type RouteId = keyof typeof routes;
