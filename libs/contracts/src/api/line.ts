/** One line of text that people read: no control characters, which a database or a terminal would choke on. */
import { z } from 'zod';

export const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\u0000-\u001f\u007f\ud800-\udfff]+$/, 'expected one line of text without control characters');
