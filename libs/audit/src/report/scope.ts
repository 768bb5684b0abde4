/** What was asked of whom, with what the auditor was allowed (SCIENCE §6.3, items 4 to 6). */
import type { Access, AuditPlan, PluginEntry, ProbeEntry, Report, UsedPlugin } from '@palimpsest/contracts';
import type { PluginMetadata } from '../plugins/plugin.js';
import { findPlugin } from '../plugins/catalog.js';
import { eligibleSubjects, standingOf, type Case } from '../verdict/case.js';

export function scopeOf(given: Case): Report['scope'] {
  const { record, ledger } = given;
  const forget = ledger.data?.forget.length ?? 0;
  const eligible = eligibleSubjects(given).length;
  return {
    question:
      record.plan.description ?? 'Can what was known about the forget people still be got out of the checkpoint?',
    attackerModel: [...attackerModel(given)],
    subjects: {
      forget,
      eligible,
      excluded: Math.max(0, forget - eligible),
      retain: Math.min(ledger.data?.retain ?? 0, record.plan.scoring.retainSubjects),
      knowledgeChecked: ledger.knowledge !== null,
    },
    plugins: [...usedPlugins(given)],
  };
}

/** Total, so that a new kind of access cannot go unmentioned. */
const allowed: Readonly<Record<Access, string>> = {
  text: 'Shows images, asks questions and reads the replies.',
  scores: 'Reads how likely the model finds any given answer.',
  gradient: 'Follows gradients through vision encoder and decoder (white box).',
  weights: 'Changes the weights of a copy of the model.',
};

function attackerModel({ record, catalog, ledger }: Case): readonly string[] {
  const { plan } = record;
  const probes = plan.probes.map((entry) => ({ entry, probe: findPlugin('probe', catalog.probes, entry.id) }));
  const order = Object.keys(allowed) as readonly Access[];
  const highest = Math.max(0, ...probes.map(({ probe }) => order.indexOf(probe.access)));
  const bounds = probes.flatMap(({ entry, probe }) => {
    const epsilon = probe.epsilon(probe.params.parse(entry.params));
    return epsilon === null
      ? []
      : [`${entry.label}: changes every pixel channel by at most ${inLevels(epsilon)} (L∞).`];
  });
  const taught = plan.probes.flatMap(({ label }) => {
    const seen = ledger.answers.filter((row) => row.probe.label === label).map(({ trained }) => trained.length);
    return Math.max(0, ...seen) > 0
      ? [`${label}: sees the true answers about up to ${Math.max(...seen)} other people.`]
      : [];
  });
  return [
    ...order.slice(0, highest + 1).map((access) => allowed[access]),
    ...(taught.length > 0
      ? ['Never sees an answer about the people it is scored on: every person is held out once.']
      : []),
    ...taught,
    ...bounds,
  ];
}

const inLevels = (epsilon: number) => `${Number((epsilon * 255).toFixed(2))}/255`;

function usedPlugins(given: Case): readonly UsedPlugin[] {
  const { catalog, record } = given;
  const { probes, detectors, defenses }: AuditPlan = record.plan;
  const common = (
    kind: UsedPlugin['kind'],
    { id, label, params }: PluginEntry,
    { title, goal, reference }: PluginMetadata,
  ) => ({
    ...{ kind, id, label, title, goal, reference, params },
  });
  const probe = (entry: ProbeEntry): UsedPlugin => {
    const found = findPlugin('probe', catalog.probes, entry.id);
    const { purpose, tier } = standingOf(given, entry.label);
    return {
      ...common('probe', entry, found),
      access: found.access,
      tier,
      purpose,
      examined: found.examinedOn.length > 0,
      attackClasses: [...found.attackClasses],
    };
  };
  const other =
    (kind: 'detector' | 'defense', roster: readonly PluginMetadata[]) =>
    (entry: PluginEntry): UsedPlugin => ({
      ...common(kind, entry, findPlugin(kind, roster, entry.id)),
      ...{ access: null, tier: null, purpose: null, examined: null, attackClasses: null },
    });
  return [
    ...probes.map(probe),
    ...detectors.map(other('detector', catalog.detectors)),
    ...defenses.map(other('defense', catalog.defenses)),
  ];
}
