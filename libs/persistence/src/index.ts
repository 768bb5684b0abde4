/** What is kept: the embedded database, and the stores in it. */
export { auditLog, type AuditLog } from './audit-log/audit-log.js';
export { BytesTooLargeError } from './audit-store/bytes-too-large-error.js';
export { postgresAuditStore } from './audit-store/postgres-audit-store.js';
export { DataErasedError, dataKeys, rotateMasterKey, type DataKeys } from './data-keys/data-keys.js';
export { openDatabase } from './database/open-database.js';
export { EmbeddedPostgresError } from './embedded-postgres/embedded-postgres-error.js';
export type { Connection } from './embedded-postgres/launch.js';
export { startPostgres, type EmbeddedPostgres } from './embedded-postgres/start-postgres.js';
