/** One line of text that people read: no control characters, which a database or a terminal would choke on. */
import { z } from 'zod';

/** Spelt out: the pattern stands in the OpenAPI document, and not every reader of it knows `\p{Cc}`. */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const visible = /^[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]+$/u;

export const line = (longest: number) =>
  z.string().min(1).max(longest).regex(visible, 'expected one line of text without control characters');
