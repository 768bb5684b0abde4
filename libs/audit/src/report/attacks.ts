/** Curves and health of every optimisation: whether an attack that found nothing worked at all. */
import type { AttackPanel } from '@palimpsest/contracts';
import type { Case } from '../verdict/case.js';

/** Probes that change nothing have no panel, unless a flag was raised on them. */
export function attackPanels({ ledger }: Case): AttackPanel[] {
  return ledger.attacks
    .filter(({ steps, epsilon, curves, health }) => {
      return steps > 0 || epsilon !== null || curves.length > 0 || health.some(({ raised }) => raised);
    })
    .map(({ checkpoint, probe, variant, answers, seed, fold, epsilon, steps, curves, health }) => ({
      ...{ checkpoint: checkpoint.name, probe: probe.label, variant, answers, seed, fold: fold?.index ?? null },
      ...{ epsilon, steps, curves, health },
    }));
}
