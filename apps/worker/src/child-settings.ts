/** What a child process is told when it starts; it goes through the private channel between the two. */
import { z } from 'zod';

export const childSettings = z.strictObject({
  connection: z.strictObject({
    host: z.string(),
    port: z.int(),
    user: z.string(),
    password: z.string(),
    database: z.string(),
  }),
  project: z.string(),
  /** The master key, base64. */
  master: z.string(),
  /** As it claims steps. */
  worker: z.string(),
});
export type ChildSettings = z.infer<typeof childSettings>;
