/** What the API is told by its environment. */
import { z } from 'zod';
import { defaultLimits } from './create-app.js';

const environment = z.object({
  PALIMPSEST_HOST: z.string().default('127.0.0.1'),
  PALIMPSEST_PORT: z.coerce.number().int().min(0).max(65_535).default(7265),
  PALIMPSEST_REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(defaultLimits.requestsPerMinute),
});

export interface ApiSettings {
  readonly host: string;
  readonly port: number;
  readonly requestsPerMinute: number;
}

/** @throws ZodError naming the variable */
export function apiSettings(given: Readonly<Record<string, string | undefined>>): ApiSettings {
  const read = environment.parse(given);
  const { PALIMPSEST_HOST: host, PALIMPSEST_PORT: port, PALIMPSEST_REQUESTS_PER_MINUTE: requestsPerMinute } = read;
  return { host, port, requestsPerMinute };
}
