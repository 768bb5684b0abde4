/** What a job of the queue says: which step of which audit. Everything else is in the database. */
import { z } from 'zod';

export const stepPayload = z.strictObject({ project: z.string(), audit: z.string(), unit: z.string() });
