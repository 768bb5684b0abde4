/** What the API is told by its environment. */
import { z } from 'zod';
import { defaultLimits } from './create-app.js';
import type { IdentityProviderSettings } from './http/identity-provider.js';

const environment = z.object({
  PALIMPSEST_HOST: z.string().default('127.0.0.1'),
  PALIMPSEST_PORT: z.coerce.number().int().min(0).max(65_535).default(7265),
  PALIMPSEST_OIDC_ISSUER: z.url().optional(),
  PALIMPSEST_OIDC_AUDIENCE: z.string().default('palimpsest'),
  PALIMPSEST_OIDC_KEYS: z.url().optional(),
  PALIMPSEST_ENDPOINTS: z.string().default(''),
  PALIMPSEST_REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(defaultLimits.requestsPerMinute),
});

export interface ApiSettings {
  readonly host: string;
  readonly port: number;
  readonly requestsPerMinute: number;
  /** Origins of endpoints that may be asked. */
  readonly endpointOrigins: readonly string[];
  /** Null where people have API keys only. */
  readonly identityProvider: IdentityProviderSettings | null;
}

/** @throws ZodError naming the variable */
export function apiSettings(given: Readonly<Record<string, string | undefined>>): ApiSettings {
  const read = environment.parse(given);
  const { PALIMPSEST_HOST: host, PALIMPSEST_PORT: port, PALIMPSEST_REQUESTS_PER_MINUTE: requestsPerMinute } = read;
  const { PALIMPSEST_OIDC_ISSUER: issuer, PALIMPSEST_OIDC_AUDIENCE: audience, PALIMPSEST_OIDC_KEYS: keys } = read;
  const endpointOrigins = read.PALIMPSEST_ENDPOINTS.split(',').filter((origin) => origin.trim() !== '');
  const identityProvider = issuer === undefined ? null : { issuer, audience, ...(keys === undefined ? {} : { keys }) };
  return { host, port, requestsPerMinute, endpointOrigins, identityProvider };
}
