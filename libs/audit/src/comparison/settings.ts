/** What two results must share to be compared, and everything else in which audits differ. */
import { canonicalJson, type Purpose } from '@palimpsest/contracts';
import type { StoredAudit } from '../engine/stored-audit.js';
import type { AuditRecord } from '../ports/work.js';
import { eligibleSubjects, standingOf } from '../verdict/case.js';
import type { Contestant } from './contestants.js';

/** Why results of a probe cannot be compared; null when they can. */
export function incomparable(one: Contestant, other: Contestant, probe: string): string | null {
  const [mine, theirs] = [settingsOf(one, probe), settingsOf(other, probe)];
  if (mine === null && theirs === null) return 'neither of the two audits has this probe';
  if (mine === null || theirs === null) return 'only one of the two audits has this probe';
  return mine === theirs ? null : 'the two audits ran this probe with different settings';
}

export const hasProbe = ({ given }: Contestant, probe: string): boolean =>
  given.record.plan.probes.some(({ label }) => label === probe);

function settingsOf({ given }: Contestant, probe: string): string | null {
  const { seeds, folds, validation, scoring, probes } = given.record.plan;
  const entry = probes.find(({ label }) => label === probe);
  if (!entry) return null;
  return canonicalJson({ seeds, folds, validation, scoring, id: entry.id, params: entry.params, first: entry.seeds });
}

/** What a probe counts for: exploratory unless all audits that have it agree on something else. */
export function purposeOf(contestants: readonly Contestant[], probe: string): Purpose {
  const purposes = contestants
    .filter((contestant) => hasProbe(contestant, probe))
    .map(({ given }) => standingOf(given, probe).purpose);
  const [first, ...others] = purposes;
  return first !== undefined && others.every((purpose) => purpose === first) ? first : 'exploratory';
}

/** One sentence per setting that differs and per audit that is unfinished. */
export function warningsOf(audits: readonly StoredAudit[], contestants: readonly Contestant[]): string[] {
  return [...unfinished(audits), ...otherPeople(contestants), ...otherSettings(audits)];
}

function unfinished(audits: readonly StoredAudit[]): readonly string[] {
  return audits.flatMap(({ record, units: { finished, planned } }) =>
    finished < planned ? [`${record.id} is unfinished: ${finished} of ${planned} units of work are done`] : [],
  );
}

/** An original decides whose answers count: only those of people whom it knew. */
function otherPeople(contestants: readonly Contestant[]): readonly string[] {
  const counted = new Map(contestants.map(({ given }) => [given.record.id, new Set(eligibleSubjects(given))]));
  const everyone = [...new Set([...counted.values()].flatMap((people) => [...people]))];
  const shared = everyone.filter((subject) => [...counted.values()].every((people) => people.has(subject)));
  if (shared.length === everyone.length) return [];
  const each = [...counted].map(([audit, people]) => `${people.size} in ${audit}`).join(', ');
  return [`not the same people count: ${each}; differences are of those who count on both sides`];
}

function otherSettings(audits: readonly StoredAudit[]): readonly string[] {
  const all = audits.map(({ record }) => ({ audit: record.id, settings: leavesOf(describe(record)) }));
  const paths = [...new Set(all.flatMap(({ settings }) => [...settings.keys()]))];
  return paths.flatMap((path) => {
    const values = new Map<string, string[]>();
    for (const { audit, settings } of all) {
      const value = settings.get(path) ?? 'none';
      values.set(value, [...(values.get(value) ?? []), audit]);
    }
    if (values.size < 2) return [];
    return [`${path} differs: ${[...values].map(([value, ids]) => `${value} in ${ids.join(', ')}`).join('; ')}`];
  });
}

/** Checkpoints are named by what they are, so that another name is no difference. */
function describe({ plan, engine, checkpoints }: AuditRecord): unknown {
  const { seeds, folds, validation, scoring, policy, controls } = plan;
  const byLabel = (entries: readonly { readonly label: string }[]) =>
    Object.fromEntries(entries.map(({ label, ...entry }) => [label, entry]));
  const inRole = (role: AuditRecord['checkpoints'][number]['roles'][number]) =>
    checkpoints
      .filter(({ roles }) => roles.includes(role))
      .map(({ digest }) => digest.slice(0, 12))
      .sort();
  return {
    ...{ engine, seeds, folds, validation, scoring, policy, controls },
    ...{
      original: inRole('original'),
      reference: inRole('reference'),
      'matched-reference': inRole('matched-reference'),
    },
    ...{ probes: byLabel(plan.probes), detectors: byLabel(plan.detectors), defenses: byLabel(plan.defenses) },
  };
}

/** `scoring.views` → `4`. Lists are values; a plug-in without settings still leaves its name. */
function leavesOf(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Map([[path, Array.isArray(value) ? `[${value.map(String).join(', ')}]` : String(value)]]);
  }
  const inner = Object.entries(value).flatMap(([key, part]) => [...leavesOf(part, path ? `${path}.${key}` : key)]);
  return new Map(inner);
}
