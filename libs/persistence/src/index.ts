/** What is kept: the embedded database, and the stores in it. */
export { auditLog, type AuditLog } from './audit-log/audit-log.js';
export { BytesTooLargeError } from './audit-store/bytes-too-large-error.js';
export { postgresAuditStore } from './audit-store/postgres-audit-store.js';
export { DataErasedError, dataKeys, rotateMasterKey, type DataKeys } from './data-keys/data-keys.js';
export { openDatabase, type Database } from './database/open-database.js';
export { EmbeddedPostgresError } from './embedded-postgres/embedded-postgres-error.js';
export type { Connection } from './embedded-postgres/launch.js';
export { startPostgres, type EmbeddedPostgres } from './embedded-postgres/start-postgres.js';
export { audits, type AuditFilter, type Audits } from './audits/audits.js';
export { claims, FencedOutError, type Claim, type Claims, type StepKey, type Unclaimed } from './audits/claims.js';
export { eventChannel, eventsAfter } from './audits/events.js';
export type { AuditKey } from './audits/in-audit.js';
export { forgottenSteps, steps, type NewStep, type Steps } from './audits/steps.js';
export type { AuditRow, StepRow } from './database/audit-tables.js';
export type {
  ApiKeyRow,
  CheckpointRow,
  DatasetRow,
  PlanRow,
  ProjectRow,
  UserRow,
} from './database/registration-tables.js';
export { CursorError, type PageOf, type PageRequest } from './paging/keyset.js';
export { apiKeys, keyRecordOf, type ApiKeys } from './registrations/api-keys.js';
export { forgetAbandonedFiles } from './registrations/abandoned-files.js';
export { datasetFiles, type DatasetFileList, type DatasetKey, type SealedFile } from './registrations/dataset-files.js';
export { datasetOwner, eraseDataset, type ErasedDataset } from './registrations/erase-dataset.js';
export { NameTakenError } from './registrations/name-taken-error.js';
export { projects, type Projects } from './registrations/projects.js';
export { checkpoints, datasets, plans, type Register } from './registrations/registrations.js';
export { logPage } from './audit-log/log-page.js';
export { findingsPage, type FindingFilter } from './audit-store/findings-page.js';
export { idempotentRequests, type IdempotentRequests } from './registrations/idempotent-requests.js';
export { heldScratch, StepLostError } from './audit-store/held-scratch.js';
export { connectionFromUrl, connectionUrl } from './database/connection-url.js';
export { listenForEvents, type EventListener } from './audits/listen-for-events.js';
export { sealedAuditStore } from './audit-store/sealed-audit-store.js';
export { AuditRunsError, dueForErasure, eraseAudit } from './audits/erase-audit.js';
export { uploads, type OwnBlob, type Uploads } from './registrations/uploads.js';
export { users, type NewUser, type Users } from './registrations/users.js';
export { endpoints, type Endpoints, type NewEndpoint } from './registrations/endpoints.js';
export type { EndpointRow } from './database/registration-tables.js';
export { isLostConnection } from './database/lost-connection.js';
export { keepReport, storedReport, type StoredReport } from './audits/stored-reports.js';
export { onceItIsBack } from './database/once-it-is-back.js';
export {
  erasureRequests,
  type ErasureRequests,
  type LoggedChange,
  type RequestFilter,
} from './erasure-requests/erasure-requests.js';
export { eraseRequest, RequestOpenError } from './erasure-requests/erase-request.js';
export type { KeptRequest } from './erasure-requests/sealed-request.js';
