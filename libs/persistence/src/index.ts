/** What is kept: the embedded database. */
export { EmbeddedPostgresError } from './embedded-postgres/embedded-postgres-error.js';
export { startPostgres, type Connection, type EmbeddedPostgres } from './embedded-postgres/start-postgres.js';
