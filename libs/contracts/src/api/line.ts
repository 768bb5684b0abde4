/** One line of text that people read: no control characters, which a database or a terminal would choke on. */
import { z } from 'zod';

export const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'expected one line of text without control characters');
