/** Ways to get forgotten knowledge out (SCIENCE §4), and the probes of this plan that try them. */
import type { AuditPlan } from '@palimpsest/contracts';

const classes: readonly { readonly title: string; readonly probes: readonly string[] }[] = [
  { title: 'direct questions', probes: ['direct', 'paraphrase', 'text-only'] },
  { title: 'relearning from a few people', probes: ['relearn'] },
  { title: 'optimised image noise', probes: ['sua', 'sua-reference-code'] },
  { title: 'image noise found without gradients', probes: ['black-box'] },
  { title: 'quantised weights', probes: ['quantise'] },
  { title: 'guards taken out of the graph', probes: ['gate-bypass'] },
  { title: 'repeated sampling', probes: ['sampling'] },
  { title: 'rephrased, translated or role-play prompts', probes: ['prompt'] },
  {
    title: 'hidden layers (logit lens, linear probes)',
    probes: ['logit-lens', 'head-projection', 'linear-probe'],
  },
  { title: 'soft prompts and embedding-space attacks', probes: ['soft-prompt', 'embedding-perturbation'] },
  { title: 'membership inference', probes: ['membership'] },
  { title: 'memorisation of the true answer', probes: ['memorisation'] },
];

/** Classes that no probe of the plan tries. */
export function untestedClasses({ probes }: AuditPlan): readonly string[] {
  const used = new Set(probes.map(({ id }) => id));
  return classes.filter((entry) => !entry.probes.some((id) => used.has(id))).map(({ title }) => title);
}
