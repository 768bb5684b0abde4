/** Which exact bytes were looked at, and a digest over everything that came out. */
import type { Report } from '@palimpsest/contracts';
import { sha256 } from '../engine/digest.js';
import type { Case } from '../verdict/case.js';

export function identityOf({ record, ledger }: Case): Report['identity'] {
  const { plan } = record;
  return {
    audit: record.id,
    plan: record.planDigest,
    dataset: record.dataset,
    checkpoints: record.checkpoints.map(({ name, roles, digest, family }) => ({
      ...{ name, roles: [...roles], digest, family },
      truth: plan.checkpoints.find((entry) => entry.name === name)?.truth ?? null,
    })),
    engine: record.engine,
    findings: sha256(ledger.findings.map(({ key }) => key).join('\n')),
  };
}
