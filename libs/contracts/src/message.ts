/**
 * A piece of a sentence as it was put together, so that it can be said in another language: the English pattern, with
 * names in braces, and what fills them. Pieces follow each other without anything between them.
 */
import { z } from 'zod';
import { attackClass, channel } from './attack-class.js';
import { slug } from './primitives.js';

export const messageValue = z
  .union([
    z.string().describe('a name, written as it is'),
    z.number(),
    z.strictObject({ share: z.number().describe('in [0, 1], written in percent') }),
    z.strictObject({ attackClass }),
    z.strictObject({ channels: z.array(channel) }),
    z.strictObject({ verdictOf: slug.describe('a target: the sentence of its verdict') }),
  ])
  .meta({ id: 'MessageValue' });
export type MessageValue = z.infer<typeof messageValue>;

export const message = z
  .strictObject({
    pattern: z.string().describe('English, with names of values in braces'),
    values: z.record(z.string(), messageValue),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof message>;
