/** How states and verdicts are put together: the worst wins, and nothing untested becomes a pass. */
import type { RequirementState, VerdictValue } from '@palimpsest/contracts';

/** Null of none. */
export function worstVerdict(values: readonly VerdictValue[]): VerdictValue | null {
  const order = ['leak', 'inconclusive', 'no-leak-above-bound'] as const;
  return order.find((value) => values.includes(value)) ?? null;
}

export const verdictState = (value: VerdictValue): RequirementState =>
  ({ leak: 'evidence-against', inconclusive: 'partial', 'no-leak-above-bound': 'evidence-for' })[
    value
  ] as RequirementState;

/** Of no claims at all: out of scope. */
export function combined(states: readonly RequirementState[]): RequirementState {
  if (states.length === 0) return 'out-of-scope';
  if (states.includes('evidence-against')) return 'evidence-against';
  const [first] = states;
  return first !== undefined && states.every((state) => state === first) ? first : 'partial';
}
