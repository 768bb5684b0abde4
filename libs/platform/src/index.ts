/** What the platform needs of its surroundings: who may do what, keys, sealed values, the log of who did what. */
export { emptyLog, nextEntry, verifyChain } from './audit-log/hash-chain.js';
export type { ChainVerdict, LogEntry, LogEvent, LogHead } from './audit-log/hash-chain.js';
export { checkApiKey, createApiKey, parseApiKey } from './auth/api-key.js';
export type { ApiKeyRecord, KeyVerdict, NewApiKey, PresentedKey } from './auth/api-key.js';
export { grantableScopes, isAllowed, loggedPermissions } from './auth/permissions.js';
export type { Principal } from './auth/permissions.js';
export { newDataKey, rewrapDataKey, unwrapDataKey } from './encryption/data-key.js';
export { EncryptionError } from './encryption/encryption-error.js';
export { encryptionKey, randomKey, type EncryptionKey } from './encryption/encryption-key.js';
export { keyFileVariable, keyVariable, readMasterKey } from './encryption/read-key.js';
export { keyIdOf, seal, unseal } from './encryption/seal.js';
export { createLog } from './process/log.js';
export { onStop } from './process/on-stop.js';
export { engineVersion } from './process/version.js';
export type { SpanAttributes } from './tracing/attributes.js';
export { inSpan, Span, traceparent, type SpanOptions } from './tracing/span.js';
export { startTracing, type Tracing } from './tracing/start-tracing.js';
