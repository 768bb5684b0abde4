/** A point in time on the wire: UTC, to the millisecond. */
import { z } from 'zod';

export const instant = z.iso.datetime({ precision: 3 }).describe('UTC, for example 2026-11-25T09:00:00.000Z');
