/**
 * Settings of a plan's policy as the parameters of a metric: their schemas from the plan, their defaults from the
 * presets, so that neither is said a second time.
 */
import { policy, presets, type Policy } from '@palimpsest/contracts';
import { z } from 'zod';

/** The same in every preset. */
const defaults = presets.standard.policy;

export function policyParameters(...names: readonly (keyof Policy)[]): z.ZodObject {
  const entries = names.map((name) => {
    const setting = policy.shape[name];
    return [name, setting.default(defaults[name]).describe(setting.description ?? '')] as const;
  });
  return z.strictObject(Object.fromEntries(entries));
}
