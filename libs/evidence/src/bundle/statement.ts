/**
 * What is signed: an in-toto Statement v1 with the predicate test-result v0.1. Its subjects are the audited checkpoints
 * by the digest of their files; its configuration names the manifest, and through it everything else.
 */
import type { Report } from '@palimpsest/contracts';
import { z } from 'zod';
import { digestOfManifest, outside, type Manifest } from './manifest.js';

export const statementPayloadType = 'application/vnd.in-toto+json';

const digests = z.strictObject({ sha256: z.string() });
const resource = z.strictObject({ name: z.string(), digest: digests });

export const statement = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(resource).min(1),
  predicateType: z.literal('https://in-toto.io/attestation/test-result/v0.1'),
  predicate: z.strictObject({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z.array(resource),
    passedTests: z.array(z.string()),
    warnedTests: z.array(z.string()),
    failedTests: z.array(z.string()),
  }),
});
export type Statement = z.infer<typeof statement>;

const results = { leak: 'FAILED', inconclusive: 'WARNED', 'no-leak-above-bound': 'PASSED' } as const;

export async function statementOf(report: Report, manifest: Manifest): Promise<Statement> {
  const targets = report.identity.checkpoints.filter(({ roles }) => roles.includes('target'));
  const named = (verdict: keyof typeof results) =>
    report.targets.filter((target) => target.verdict.value === verdict).map(({ checkpoint }) => checkpoint);
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: targets.map(({ name, digest }) => ({ name, digest: { sha256: digest } })),
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: results[report.summary.verdict],
      configuration: [
        { name: outside.manifest, digest: { sha256: await digestOfManifest(manifest) } },
        { name: 'plan', digest: { sha256: report.identity.plan } },
        { name: 'dataset', digest: { sha256: report.identity.dataset.digest } },
        { name: 'findings', digest: { sha256: report.identity.findings } },
      ],
      passedTests: named('no-leak-above-bound'),
      warnedTests: named('inconclusive'),
      failedTests: named('leak'),
    },
  };
}
