/**
 * Tokens of an identity provider (OpenID Connect): who the bearer is, when the provider that the operator named has
 * signed it for us. Only asymmetric algorithms, so that a public key can never pass for a shared secret (RFC 8725
 * §3.1); the keys come from one address that is set, never from the token.
 */
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';

export interface IdentityProviderSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where its keys are; `/.well-known/jwks.json` of the issuer unless given. */
  readonly keys?: string;
}

/** @returns the subject; null when the token is not to be trusted */
export type IdentityProvider = (token: string) => Promise<string | null>;

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** @throws TypeError for an address that is neither https nor this machine */
export function identityProvider({ issuer, audience, keys }: IdentityProviderSettings): IdentityProvider {
  const address = new URL(keys ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname);
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isLocal)) {
    throw new TypeError(`The keys of the identity provider must come over https, not from ${address.protocol}//`);
  }
  const keySet = createRemoteJWKSet(address, { timeoutDuration: 5_000 });
  return async (token) => {
    try {
      const options = { issuer, audience, algorithms, requiredClaims: ['exp', 'sub'], clockTolerance: 30 };
      const { payload } = await jwtVerify(token, keySet, options);
      return typeof payload.sub === 'string' && payload.sub !== '' ? payload.sub : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error; // the provider cannot be reached
    }
  };
}
