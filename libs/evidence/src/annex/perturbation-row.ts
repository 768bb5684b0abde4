/** What a report says of the perturbations that its audit found. */
import type { AttackFinding, Finding, NotMeasuredRow } from '@palimpsest/contracts';

export const withheldPerturbations =
  'The perturbations δ are in no part of this evidence: who has δ and the model has the answers. Those who may have them can be given them encrypted.';
export const sealedPerturbations =
  'The perturbations δ lie beside this report encrypted, for those whose keys the manifest names: who has δ and the model has the answers.';

/** Attacks whose δ is stored. */
export const perturbing = (findings: readonly Finding[]): readonly AttackFinding[] =>
  findings.filter(
    (finding): finding is AttackFinding =>
      finding.kind === 'attack' && finding.artifacts.some(({ kind }) => kind === 'perturbation'),
  );

/** None for an audit that found none. */
export function perturbationRows(findings: readonly Finding[], isSealed: boolean): readonly NotMeasuredRow[] {
  if (perturbing(findings).length === 0) return [];
  return [{ what: 'perturbations δ', reason: isSealed ? sealedPerturbations : withheldPerturbations }];
}
