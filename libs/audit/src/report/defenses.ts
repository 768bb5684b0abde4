/** What a defense costs on clean images and saves under a probe, on the same images with and without it. */
import type { DefenseRow, Parameters, PluginEntry } from '@palimpsest/contracts';
import { canonicalJson } from '@palimpsest/contracts';
import { UNDEFENDED } from '../engine/side-panels.js';
import { findPlugin } from '../plugins/catalog.js';
import type { Case } from '../verdict/case.js';
import type { Condition } from '../verdict/ledger.js';
import { rateOf } from '../verdict/metrics.js';

export function defenseRows(given: Case): DefenseRow[] {
  const { ledger, record } = given;
  const bare = ledger.conditions().filter(({ answers, defense }) => answers === 'true' && defense === UNDEFENDED);
  return bare.flatMap((condition) => {
    const { checkpoint, probe, variant, ask } = condition;
    return record.plan.defenses.map((defense) => ({
      ...{ checkpoint, defense: defense.label, probe, variant, ask },
      withoutDefense: recovery(given, condition),
      withDefense: recovery(given, { ...condition, defense: defense.label }),
      cleanRetainWithout: retain(given, condition),
      cleanRetainWith: retain(given, { ...condition, defense: defense.label }),
      adaptivelyTested: isTrainedThrough(given, condition, defense),
    }));
  });
}

const absent = 'no answers were collected behind this defense';

function recovery({ ledger, record }: Case, condition: Condition) {
  return rateOf(ledger.counts(condition), record.plan.policy.confidence, 'correct', absent);
}

/** Retain people are only asked on clean images, whatever the probe. */
function retain({ ledger, record }: Case, { checkpoint, ask, defense = null }: Condition) {
  const clean = ledger
    .conditions()
    .find(
      (row) => row.checkpoint === checkpoint && row.variant === 'clean' && row.ask === ask && row.defense === defense,
    );
  const counts = clean ? ledger.counts(clean, 'utility') : [];
  return rateOf(counts, record.plan.policy.confidence, 'correct', 'no retain people were asked behind this defense');
}

/**
 * Only an attack that was optimised through this very defense has tested it. By convention a probe names what
 * it optimises through in its parameter `denoiser` and weighs those terms in parameters that end in `Weight`.
 */
function isTrainedThrough(given: Case, { probe: label }: Condition, defense: PluginEntry): boolean {
  const { record, catalog } = given;
  const entry = record.plan.probes.find((probe) => probe.label === label);
  if (!entry) return false;
  const params = findPlugin('probe', catalog.probes, entry.id).params.parse(entry.params) as Parameters;
  const weights = Object.entries(params).flatMap(([name, value]) => (name.endsWith('Weight') ? [value] : []));
  if (weights.length > 0 && weights.every((weight) => weight === 0)) return false;
  const named = params['denoiser'];
  if (named === defense.label) return true;
  const isPlanned = record.plan.defenses.some((other) => other.label === named);
  return !isPlanned && named === defense.id && hasDefaults(given, defense);
}

/** Named by id, a defense is prepared with its defaults. */
function hasDefaults({ catalog }: Case, { id, params }: PluginEntry): boolean {
  const defaults = findPlugin('defense', catalog.defenses, id).params.parse({});
  return canonicalJson(defaults) === canonicalJson(params);
}
