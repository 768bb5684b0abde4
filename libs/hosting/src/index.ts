/** Processes that hold models and run units of work, from both sides. */
export { serveUnits, type HostedPorts } from './child/serve-units.js';
export type { UnitDone } from './messages.js';
export { ChildProcessPool, type ChildProcessPoolOptions } from './parent/child-process-pool.js';
export { enforcesMemoryLimits } from './parent/resident-memory.js';
export { WorkerDiedError, type DeathReason } from './parent/worker-died-error.js';
export type { WorkerEntry, WorkerLimits } from './parent/worker-entry.js';
export { WorkerProcess } from './parent/worker-process.js';
