/** What a job of the queue says: which step of which audit, in which trace. Everything else is in the database. */
import { z } from 'zod';

export const stepPayload = z.strictObject({
  project: z.string(),
  audit: z.string(),
  unit: z.string(),
  /** Missing where whoever queued it traces nothing, or is of an older version. */
  traceparent: z.string().optional(),
});
