/** Running graphs. The only room that imports onnxruntime-node. */
export { availableProviders } from './providers.js';
export { openSession, type Feeds, type Session, type SessionOptions, type SessionSource } from './session.js';
export { RuntimeError } from './runtime-error.js';
