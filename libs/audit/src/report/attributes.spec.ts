import { describe, expect, it } from 'vitest';
import type { Finding } from '@palimpsest/contracts';
import { personName, scenario } from '../testing/scenario.js';
import { judge } from '../verdict/judge.js';
import { Ledger } from '../verdict/ledger.js';
import { attributeRows } from './attributes.js';

const people = Array.from({ length: 48 }, (_, index) => personName(index));

/** The victim kept every city and no job; the reference has neither. */
const kept = { victim: { city: 3, job: 0 }, reference: { city: 0, job: 0 } } as const;

function rows() {
  const built = scenario({
    checkpoints: [
      { name: 'victim', role: 'target' },
      { name: 'reference', role: 'reference' },
    ],
    answered: [
      { checkpoint: 'victim', correct: 0.5 },
      { checkpoint: 'reference', correct: 0.02 },
    ],
  });
  const findings = built.ledger.findings.map((finding): Finding => {
    if (finding.kind !== 'answers') return finding;
    const own = kept[finding.checkpoint.name as keyof typeof kept];
    const attributes = Object.entries(own).map(([attribute, correct]) => ({
      ...{ attribute, n: 4 * people.length, correct: correct * people.length },
      subjects: people.map((subject) => ({ subject, n: 4, correct })),
    }));
    return { ...finding, attributes };
  });
  const given = { ...built, ledger: new Ledger(findings) };
  const target = built.record.checkpoints[0]!;
  return attributeRows(given, target, judge(given, target).endpoints);
}

describe('attributeRows', () => {
  it('says which attributes leak, paired with the references and corrected over the table', () => {
    const [city, job] = rows();
    expect(city).toMatchObject({ attribute: 'city', endpoint: 'direct/clean/free', leak: { estimate: 0.75, n: 48 } });
    expect(city!.pAdjusted).toBeLessThan(1e-6);
    expect(city!.pAdjusted).toBeGreaterThanOrEqual(city!.p!);
    expect(job).toMatchObject({ attribute: 'job', leak: { estimate: 0 }, p: 1, pAdjusted: 1 });
  });
});
