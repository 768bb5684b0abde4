/**
 * Attack health: signs that an attack failed as an attack, so that "nothing found" means nothing. The runner
 * derives the flags from the reported curves and from its own forward passes (SCIENCE §1.3).
 */
import type { Curve, HealthFlag, HealthFlagName } from '@palimpsest/contracts';

export interface AttackFacts {
  readonly curves: readonly Curve[];
  /** δ as the plug-in gave it was outside its bound, or the saved image is. Null when the input is unchanged. */
  readonly epsilon: { readonly bound: number; readonly raw: number; readonly saved: number } | null;
  /** Mean log-probability of the training answers before and after, on fresh forward passes. */
  readonly training: { readonly before: number; readonly after: number } | null;
  /** The same after the attack without its bound. */
  readonly unbounded: { readonly before: number; readonly after: number } | null;
  readonly candidates: { readonly seen: number; readonly allowed: number };
}

/** Share of zero gradients above which a term counts as dead. */
const DEAD_SHARE = 0.1;
/** Nats per answer that an unbounded attack must gain on its own training subjects. */
const LEAST_GAIN = 0.05;

/** All flags that apply, raised or not, so that a reader sees what was looked at. */
export function healthOf(facts: AttackFacts): readonly HealthFlag[] {
  const norms = facts.curves.filter((curve) => curve.quantity === 'gradient-norm');
  return [
    ...(norms.length > 0 ? [zeroGradient(norms)] : []),
    ...(facts.curves.length > 0 ? [nonFinite(facts.curves)] : []),
    ...(facts.epsilon ? epsilonFlags(facts.epsilon) : []),
    ...(facts.training ? [notFalling(facts.training)] : []),
    ...(facts.unbounded ? [unboundedFails(facts.unbounded)] : []),
    flag(
      'budget-exceeded',
      facts.candidates.seen > facts.candidates.allowed,
      `${facts.candidates.seen} candidates, ${facts.candidates.allowed} announced`,
    ),
  ];
}

function zeroGradient(norms: readonly Curve[]): HealthFlag {
  const shares = norms.map((curve) => {
    const zeros = curve.points.filter((point) => point.value === 0).length;
    return { name: curve.name, share: curve.points.length === 0 ? 1 : zeros / curve.points.length };
  });
  const dead = shares.filter(({ share }) => share > DEAD_SHARE);
  const detail = dead.length
    ? `gradient zero: ${dead.map(({ name, share }) => `${name} in ${percent(share)} of the recorded steps`).join(', ')}`
    : `gradients alive: ${norms.map((curve) => curve.name).join(', ')}`;
  return flag('zero-gradient', dead.length > 0, detail);
}

function nonFinite(curves: readonly Curve[]): HealthFlag {
  const broken = curves.filter((curve) => curve.points.some((point) => point.value === null));
  const names = broken.map((curve) => `${curve.name} ${curve.quantity}`);
  return flag(
    'non-finite-gradient',
    broken.length > 0,
    broken.length ? `not a number: ${names.join(', ')}` : 'every recorded value is finite',
  );
}

function epsilonFlags({ bound, raw, saved }: NonNullable<AttackFacts['epsilon']>): readonly HealthFlag[] {
  const outside = raw > bound * (1 + 1e-5) + 1e-7 || saved > bound + 1e-6;
  const in255 = (value: number) => (Number.isFinite(value) ? `${(value * 255).toFixed(2)}/255` : 'not a number');
  return [
    flag(
      'epsilon-violated',
      outside,
      `largest change ${in255(raw)} as given, ${in255(saved)} in the saved image, bound ${in255(bound)}`,
    ),
    flag(
      'zero-perturbation',
      saved === 0,
      saved === 0 ? 'the saved images equal the clean ones' : 'the saved images differ from the clean ones',
    ),
  ];
}

function notFalling({ before, after }: NonNullable<AttackFacts['training']>): HealthFlag {
  const raised = !(after > before);
  return flag(
    'loss-not-falling',
    raised,
    `training loss ${(-before).toFixed(3)} before, ${(-after).toFixed(3)} after, recomputed`,
  );
}

function unboundedFails({ before, after }: NonNullable<AttackFacts['unbounded']>): HealthFlag {
  const raised = !(after - before > LEAST_GAIN);
  return flag(
    'unbounded-attack-fails',
    raised,
    `without a bound the training loss goes from ${(-before).toFixed(3)} to ${(-after).toFixed(3)}`,
  );
}

const flag = (name: HealthFlagName, raised: boolean, detail: string): HealthFlag => ({ flag: name, raised, detail });
const percent = (share: number) => `${Math.round(share * 100)} %`;
