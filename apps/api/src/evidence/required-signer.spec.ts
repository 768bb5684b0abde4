import { newKeyPair, readSigner } from '@palimpsest/evidence';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../http/problem-error.js';
import { requiredSigner } from './required-signer.js';

describe('requiredSigner', () => {
  it('is the signer of the server', async () => {
    const signer = await readSigner((await newKeyPair()).privateKey);
    expect(requiredSigner({ signer })).toBe(signer);
  });

  it('says which settings are missing where there is none', () => {
    const refused = (): unknown => requiredSigner({ signer: null });
    expect(refused).toThrow(ProblemError);
    expect(refused).toThrow(/PALIMPSEST_SIGNING_KEY_FILE, PALIMPSEST_SIGNING_KEY or PALIMPSEST_SIGNER/);
  });
});
