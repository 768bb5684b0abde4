/** The built-in policies as a plan takes them: everything but whom it is about. */
import { spellOut } from './short-forms.js';
import type { AuditPlan } from './plan.js';
import policies from './policies/policies.json' with { type: 'json' };
import { policyFile, type PolicyFile } from './policies/policy-file.js';

export type PresetName = 'demo' | 'screening' | 'standard' | 'regulator';
export type Preset = Omit<AuditPlan, 'version' | 'name' | 'description' | 'preset' | 'dataset' | 'checkpoints'>;

/** In the order of what they cost. */
export const builtInPolicies: readonly PolicyFile[] = policies.map((file) => policyFile.parse(file));

export function presetOf({ name, version, verdict, probes, detectors, defenses, ...rest }: PolicyFile): Preset {
  const { seeds, folds, validation, scoring, controls } = rest;
  return {
    ...{ basedOn: { policy: name, version }, seeds, folds, validation, scoring, controls, policy: verdict },
    ...{ probes: probes.map(spellOut), detectors: detectors.map(spellOut), defenses: defenses.map(spellOut) },
  };
}

export const presets = Object.fromEntries(builtInPolicies.map((file) => [file.name, presetOf(file)])) as Readonly<
  Record<PresetName, Preset>
>;
