/** A step as a job of the queue: which one it is, and nothing that a worker must believe. */
import type { AuditKey, StepRow } from '@palimpsest/persistence';
import type { NewJob } from '@palimpsest/queue';

/** A worker's reading of a job: which step it is about. */
export interface StepPayload {
  readonly project: string;
  readonly audit: string;
  readonly unit: string;
  /** The trace that it was queued in (W3C Trace Context). */
  readonly traceparent?: string;
}

export interface StepJobOptions {
  /** 1 is first, 1000 last. */
  readonly priority: number;
  /** Null where nothing is traced: then the job looks as it did before there were traces. */
  readonly traceparent: string | null;
}

export const stepAttempts = 3;
const backoffSeconds = 2;

export function stepJob(at: AuditKey, step: StepRow, { priority, traceparent }: StepJobOptions): NewJob {
  const trace = traceparent === null ? {} : { traceparent };
  const payload = { project: at.project, audit: at.audit, unit: step.unit, ...trace };
  const retries = { attempts: stepAttempts, backoff: { seconds: backoffSeconds } };
  return { id: jobId(at, step.unit), capability: step.capability, priority, payload, ...retries };
}

export const jobId = ({ project, audit }: AuditKey, unit: string): string => `${project}/${audit}/${unit}`;
