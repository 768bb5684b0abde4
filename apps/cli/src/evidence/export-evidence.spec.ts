/** Options of evidence that contradict each other are refused before anything is read or written. */
import { describe, expect, it } from 'vitest';
import type { EvidenceOptions } from '../commands/evidence.js';
import type { Invocation } from '../commands/invocation.js';
import { exportEvidence } from './export-evidence.js';

const exported = (options: Partial<EvidenceOptions>) =>
  exportEvidence('vendor-v2', { options: { output: 'nowhere', ...options } } as Invocation<EvidenceOptions>);

describe('exportEvidence', () => {
  it.each([
    [{ unredacted: true, pictures: 'blur' as const }, /--unredacted shows pictures and --pictures blur does not/],
    [{ annexAnswers: true }, /name who may have them with --annex-key/],
    [{ annexKey: ['age1nobody'] }, /Recipient 1 is no recipient of age/],
  ])('refuses %o', async (options, says) => {
    await expect(exported(options)).rejects.toThrow(says);
  });
});
