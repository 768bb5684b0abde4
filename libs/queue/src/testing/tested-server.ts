/** What the suite asks of an adapter's spec: a real server that it may kill. */
import type { QueueConnection } from '../bullmq/backend.js';

export interface TestedServer {
  /** The same before and after a kill. */
  readonly connection: QueueConnection;
  /** SIGKILL, and up again with what was on its disk. */
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}
