/** One attempt at a step as a span, in the trace of whoever queued it. */
import { inSpan, type Span } from '@palimpsest/platform';
import { FinalJobError, type ActiveJob } from '@palimpsest/queue';
import type { z } from 'zod';
import { stepPayload } from './step-payload.js';
import type { StepOutcome } from './step-runner.js';

type Job = Pick<ActiveJob, 'payload' | 'attempt' | 'signal'>;

/** Also of a job that says nothing of a trace, or nothing readable: then the span begins one. */
export async function inStepSpan(job: Job, work: (span: Span) => Promise<StepOutcome>): Promise<void> {
  const { traceparent, ...step }: Partial<z.infer<typeof stepPayload>> = stepPayload.safeParse(job.payload).data ?? {};
  const attributes = { messagingSystem: 'palimpsest', operation: 'process', destination: 'steps', ...step };
  const options = { kind: 'consumer', parent: traceparent ?? null } as const;
  await inSpan('process steps', { ...options, attributes: { ...attributes, attempt: job.attempt } }, async (span) => {
    try {
      span.note({ outcome: await work(span) });
    } catch (error) {
      span.note({ outcome: outcomeOf(error, job) });
      throw error;
    }
  });
}

function outcomeOf(error: unknown, { signal }: Job): 'interrupted' | 'failed for good' | 'failed' {
  if (signal.aborted) return 'interrupted';
  return error instanceof FinalJobError ? 'failed for good' : 'failed';
}
