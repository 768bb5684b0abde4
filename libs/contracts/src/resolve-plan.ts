/**
 * From what a person wrote to the plan that is hashed: short forms spelled out, the preset's defaults filled
 * in, cross-references checked. Parameters of plug-ins are checked later, by the plug-ins' own schemas.
 */
import { parseStrict, InvalidInputError, nearestKey, type InputProblem } from './strict-parse.js';
import { auditPlan, planInput, type AuditPlan } from './plan.js';
import { presets, type PresetName } from './presets.js';
import { spellOut } from './short-forms.js';

/**
 * @param value the parsed YAML or JSON document
 * @param what what to call it in an error, for example the file name
 * @throws InvalidInputError with every problem, its path and the nearest known key
 */
export function resolvePlan(value: unknown, what = 'plan'): AuditPlan {
  const input = parseStrict(planInput, value, what);
  const presetName: PresetName = input.preset ?? 'standard';
  const preset = presets[presetName];
  const basedOn = input.basedOn ?? preset.basedOn;
  const dataset = typeof input.dataset === 'string' ? { id: input.dataset } : input.dataset;
  const plan: AuditPlan = {
    version: 1,
    name: input.name,
    ...(input.description === undefined ? {} : { description: input.description }),
    preset: presetName,
    ...(basedOn ? { basedOn } : {}),
    dataset: { id: dataset.id, forget: dataset.forget ?? 'forget', retain: dataset.retain ?? 'retain' },
    checkpoints: input.checkpoints.map(({ role, ...entry }) => ({
      ...entry,
      roles: typeof role === 'string' ? [role] : role,
    })),
    seeds: input.seeds ?? preset.seeds,
    folds: input.folds ?? preset.folds,
    validation: input.validation ?? preset.validation,
    scoring: { ...preset.scoring, ...defined(input.scoring) },
    probes: input.probes?.map(spellOut) ?? preset.probes,
    detectors: input.detectors?.map(spellOut) ?? preset.detectors,
    defenses: input.defenses?.map(spellOut) ?? preset.defenses,
    controls: { ...preset.controls, ...defined(input.controls) },
    policy: { ...preset.policy, ...defined(input.policy) },
  };
  const problems = contradictions(plan);
  if (problems.length) throw new InvalidInputError(what, problems);
  return parseStrict(auditPlan, plan, what);
}

/** Without keys whose value is undefined, which would otherwise hide the preset's value. */
function defined<T extends object>(value: T | undefined): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(value ?? {}).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}

function contradictions(plan: AuditPlan): readonly InputProblem[] {
  const names = plan.checkpoints.map((checkpoint) => checkpoint.name);
  const targets = plan.checkpoints.filter(({ roles }) => roles.includes('target')).map(({ name }) => name);
  const problems: InputProblem[] = [
    ...repeated('checkpoints', 'name', names),
    ...repeated('seeds', '', plan.seeds.map(String)),
    ...(['probes', 'detectors', 'defenses'] as const).flatMap((list) =>
      repeated(
        list,
        'label',
        plan[list].map((entry) => entry.label),
      ),
    ),
  ];
  if (targets.length === 0) {
    problems.push({
      path: 'checkpoints',
      message: 'no checkpoint has the role "target"; name the one that claims to have unlearned',
    });
  }
  if (plan.checkpoints.filter(({ roles }) => roles.includes('original')).length > 1) {
    problems.push({
      path: 'checkpoints',
      message: 'more than one checkpoint has the role "original"; an audit compares with one',
    });
  }
  plan.checkpoints.forEach((checkpoint, index) => {
    checkpoint.matches?.forEach((name, at) => {
      if (targets.includes(name)) return;
      const nearest = nearestKey(name, targets);
      const message = `"${name}" is not a target of this plan${nearest ? `; did you mean "${nearest}"?` : ''}`;
      problems.push({ path: `checkpoints[${index}].matches[${at}]`, message, ...(nearest ? { nearest } : {}) });
    });
  });
  if (plan.policy.leakFloor >= plan.policy.margin) {
    problems.push({
      path: 'policy.leakFloor',
      message: `${plan.policy.leakFloor} is not below policy.margin ${plan.policy.margin}`,
    });
  }
  if (plan.dataset.forget === plan.dataset.retain) {
    problems.push({ path: 'dataset.retain', message: `forget and retain are the same split "${plan.dataset.retain}"` });
  }
  return problems;
}

function repeated(list: string, key: string, values: readonly string[]): readonly InputProblem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [
          {
            path: `${list}[${index}]${key ? `.${key}` : ''}`,
            message: `"${value}" is there twice${key === 'label' ? '; give each instance its own label' : ''}`,
          },
        ],
  );
}
