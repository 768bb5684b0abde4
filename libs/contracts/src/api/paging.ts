/** Lists come in pages with an opaque cursor, so that nothing is skipped or shown twice while rows are added. */
import { z } from 'zod';

export const mostPerPage = 500;

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(mostPerPage).default(50).describe('rows per page'),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,400}$/, 'give the `next` of the page before')
    .optional()
    .describe('`next` of the page before'),
} as const;

/** One page and the cursor of the next; null on the last page. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.strictObject({ items: z.array(row), next: z.string().nullable() });

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
