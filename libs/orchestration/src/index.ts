/** How audits move from plan to verdict over any number of processes. */
export { databaseAddress, databaseVariable, redisVariable } from './addresses.js';
export { AuditFlow, type FlowPorts } from './audit-flow.js';
export { mostFileBytes, sealedDataset, type SealedDataset, type UploadedSource } from './datasets/sealed-dataset.js';
export { registeredSources, type RegisteredSources, type SealedSources } from './registered-sources.js';
export { stepAttempts, type StepPayload } from './step-job.js';
export { sweep } from './sweep.js';
export { abandonedAfterDays, tidyStorage } from './tidy-storage.js';
export { ProfileError } from './profile-error.js';
export { openProfile, type Profile } from './profile.js';
export { storageFromEnvironment, storageVariable } from './storage-from-environment.js';
