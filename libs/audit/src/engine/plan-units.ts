/**
 * From a plan to units of work. A unit's key covers everything its result depends on and nothing else, so an
 * unchanged unit is never run twice and a changed one is never mistaken for it.
 */
import { parseStrict, type AuditPlan, type Parameters, type PluginEntry, type ProbeEntry } from '@palimpsest/contracts';
import { findPlugin, type Catalog } from '../plugins/catalog.js';
import type { Probe } from '../plugins/probe.js';
import type { AuditRecord, KnowledgeUnit, ProbeUnit, SubjectSplit } from '../ports/work.js';
import { digestOf } from './digest.js';
import { subjectFolds } from './subject-folds.js';
import { unitCost } from './unit-cost.js';

/**
 * The plan with every plug-in's parameters checked and filled in: the form that is hashed.
 * @throws UnknownPluginError for an id no roster has; InvalidInputError for a wrong parameter, with its path
 */
export function completePlan(plan: AuditPlan, catalog: Catalog): AuditPlan {
  const complete = <Entry extends PluginEntry>(
    kind: string,
    list: string,
    entries: readonly Entry[],
    roster: Catalog['defenses' | 'probes' | 'detectors'],
  ) =>
    entries.map((entry, index) => {
      const plugin = findPlugin<{ readonly id: string; readonly params: Probe['params'] }>(kind, roster, entry.id);
      const params = parseStrict(plugin.params.strict(), entry.params, 'plan', `${list}[${index}].params`);
      return { ...entry, params: params as Parameters };
    });
  return {
    ...plan,
    probes: complete('probe', 'probes', plan.probes, catalog.probes),
    detectors: complete('detector', 'detectors', plan.detectors, catalog.detectors),
    defenses: complete('defense', 'defenses', plan.defenses, catalog.defenses),
  };
}

/** First of all: what did the original know? Null when the plan has no original. */
export function knowledgeUnit(record: AuditRecord, forget: readonly string[]): KnowledgeUnit | null {
  const original = record.checkpoints.find(({ roles }) => roles.includes('original'));
  if (!original) return null;
  const subjects: SubjectSplit = { heldOut: [...forget].sort(), train: [], validation: [] };
  const checkpoint = { name: original.name, digest: original.digest, roles: original.roles };
  const { plan } = record;
  const inputs = {
    ...commonInputs(record),
    kind: 'knowledge',
    checkpoint,
    subjects,
    threshold: plan.policy.knownThreshold,
  };
  return {
    kind: 'knowledge',
    key: digestOf(inputs),
    title: `${original.name} · what it knew`,
    checkpoint,
    seed: 0,
    subjects,
    cost: subjects.heldOut.length * plan.scoring.views,
  };
}

/**
 * @param eligible pseudonyms of the forget subjects that the original knew
 * @returns units grouped by checkpoint, so that a worker keeps its model open
 */
export function probeUnits(record: AuditRecord, catalog: Catalog, eligible: readonly string[]): readonly ProbeUnit[] {
  const { plan } = record;
  const folds = subjectFolds(eligible, plan.folds, plan.validation, plan.seeds[0] ?? 0);
  const everyone: SubjectSplit = { heldOut: [...eligible].sort(), train: [], validation: [] };
  return record.checkpoints.flatMap((checkpoint) =>
    plan.probes.flatMap((entry) => {
      const probe = findPlugin('probe', catalog.probes, entry.id);
      if (!(entry.on ?? probe.runsOn).some((role) => checkpoint.roles.includes(role))) return [];
      const seeds = probe.seeded ? plan.seeds.slice(0, entry.seeds ?? plan.seeds.length) : [0];
      const splits = probe.crossFitted ? folds : [everyone];
      return seeds.flatMap((seed) =>
        splits.flatMap((subjects, index) =>
          answersOf(probe, entry, plan, checkpoint).map((answers) =>
            probeUnit(record, probe, entry, {
              checkpoint,
              seed,
              answers,
              subjects,
              fold: probe.crossFitted ? { index, of: splits.length } : null,
            }),
          ),
        ),
      );
    }),
  );
}

type Checkpoint = AuditRecord['checkpoints'][number];

function answersOf(
  probe: Probe,
  entry: ProbeEntry,
  plan: AuditPlan,
  checkpoint: Checkpoint,
): readonly ProbeUnit['answers'][] {
  const { permutedAnswers } = plan.controls;
  const wanted = permutedAnswers === 'all' || (permutedAnswers === 'targets' && checkpoint.roles.includes('target'));
  const compares = (entry.purpose ?? probe.purpose) === 'comparison';
  return wanted && probe.permutedControl && !compares ? ['true', 'permuted'] : ['true'];
}

function probeUnit(
  record: AuditRecord,
  probe: Probe,
  entry: ProbeEntry,
  where: Pick<ProbeUnit, 'seed' | 'answers' | 'subjects' | 'fold'> & { readonly checkpoint: Checkpoint },
): ProbeUnit {
  const { name, digest, roles } = where.checkpoint;
  const checkpoint = { name, digest, roles };
  const instance = { id: entry.id, label: entry.label, params: entry.params, version: probe.version };
  const { seed, answers, subjects, fold } = where;
  const key = digestOf({
    ...commonInputs(record),
    kind: 'probe',
    checkpoint,
    probe: instance,
    seed,
    answers,
    subjects,
    fold,
  });
  const parts = [
    name,
    entry.label,
    ...(answers === 'permuted' ? ['permuted answers'] : []),
    ...(fold ? [`fold ${fold.index + 1} of ${fold.of}`] : []),
    ...(probe.seeded ? [`seed ${seed}`] : []),
  ];
  return {
    kind: 'probe',
    key,
    title: parts.join(' · '),
    checkpoint,
    probe: instance,
    seed,
    answers,
    subjects,
    fold,
    cost: unitCost(record.plan, probe, entry, { subjects, answers, isTarget: roles.includes('target') }).whole,
  };
}

/** What the results of all units of an audit depend on. */
function commonInputs({ plan, dataset, engine }: AuditRecord) {
  return {
    engine,
    dataset,
    splits: plan.dataset,
    scoring: plan.scoring,
    detectors: plan.detectors,
    defenses: plan.defenses,
  };
}
