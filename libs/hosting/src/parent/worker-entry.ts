/** How an app starts its worker processes, and what they may take. */

export interface WorkerEntry {
  /** Module of the app that calls `serveUnits`. */
  readonly module: URL;
  /** JSON for `openPorts`. It goes through the private channel: a command line can be read by every user. */
  readonly settings: unknown;
  /** For Node, before the module. */
  readonly execArgv?: readonly string[];
}

/** Whoever goes beyond a limit is ended at once and its unit fails with `WorkerDiedError`. */
export interface WorkerLimits {
  /** Resident bytes, looked at four times a second. Not enforced where `enforcesMemoryLimits` is false. */
  readonly memoryBytes?: number;
  /**
   * Longest silence while a unit runs, counted from the first sign of life. onnxruntime keeps a process silent
   * for as long as one run takes: give several times the longest step. Without it, silence is never held
   * against anyone.
   */
  readonly silentAfterSeconds?: number;
}
