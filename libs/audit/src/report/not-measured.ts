/** Everything a reader might think was measured and was not, each with its reason. Derived, never typed in. */
import type { DefenseRow, DetectorPanel, NotMeasuredRow, TargetReport } from '@palimpsest/contracts';
import { originalOf, type Case } from '../verdict/case.js';
import { untestedClasses } from './attack-classes.js';

interface Panels {
  readonly detectors: readonly DetectorPanel[];
  readonly defenses: readonly DefenseRow[];
}

/** Calibration images that a false-positive rate of 1 % needs. */
const NEEDED_FOR_ONE_PERCENT = 99;

export function notMeasuredRows(given: Case, targets: readonly TargetReport[], panels: Panels): NotMeasuredRow[] {
  const rows = [
    ...gaps(given),
    ...targets.flatMap(endpointGaps),
    ...controlGaps(given, targets),
    ...untestedClasses(given.record.plan).map((what) => row(`attack class: ${what}`, 'no probe of this plan tries it')),
    ...unused(given),
    ...panelGaps(given, panels),
    ...(given.record.plan.scoring.retainSubjects === 0 ? [row('utility', 'the plan asks no retain people')] : []),
    row('damage to neighbours and to general knowledge', 'this plan asks retain people only'),
  ];
  const seen = new Set<string>();
  return rows.filter(({ what }) => !seen.has(what) && seen.add(what));
}

const row = (what: string, reason: string): NotMeasuredRow => ({ what, reason });

/** What the runner itself could not do. */
const gaps = ({ ledger }: Case) =>
  ledger.gaps.map(({ checkpoint, what, reason }) =>
    row(what.startsWith(checkpoint.name) ? what : `${checkpoint.name}: ${what}`, reason),
  );

const endpointGaps = ({ checkpoint, endpoints, verdict }: TargetReport) => [
  ...endpoints.flatMap(({ id, leak }) =>
    leak.state === 'not-measured' ? [row(`${checkpoint}: leak by ${id}`, leak.reason)] : [],
  ),
  ...verdict.reasons.flatMap(({ code, detail }) =>
    code === 'units-missing' || code === 'empty-audit' ? [row(`${checkpoint}: ${code.replace('-', ' ')}`, detail)] : [],
  ),
];

/** Controls that a target had to do without. */
function controlGaps(given: Case, targets: readonly TargetReport[]): readonly NotMeasuredRow[] {
  const known = originalOf(given) ? [] : [row('what the original knew', 'the plan has no original')];
  return [
    ...known,
    ...targets.flatMap(({ checkpoint, controls }) =>
      Object.entries(controls).flatMap(([name, metric]) =>
        metric.state === 'not-measured' ? [row(`${checkpoint}: control ${titles[name] ?? name}`, metric.reason)] : [],
      ),
    ),
  ];
}

const titles: Readonly<Record<string, string>> = {
  matchedReference: 'refusal-matched reference',
  permuted: 'permuted answers',
  noise: 'equal noise',
};

/** Plug-ins that exist and were not asked for. */
function unused({ catalog, record }: Case): readonly NotMeasuredRow[] {
  const { plan } = record;
  const missing = (roster: readonly { readonly id: string }[], entries: readonly { readonly id: string }[]) =>
    roster.filter(({ id }) => !entries.some((entry) => entry.id === id)).map(({ id }) => id);
  return [
    ...missing(catalog.probes, plan.probes).map((id) => row(`probe ${id}`, 'not in this plan')),
    ...missing(catalog.detectors, plan.detectors).map((id) => row(`detector ${id}`, 'not in this plan')),
    ...missing(catalog.defenses, plan.defenses).map((id) => row(`defense ${id}`, 'not in this plan')),
  ];
}

function panelGaps({ record }: Case, { detectors, defenses }: Panels): readonly NotMeasuredRow[] {
  const calibration = Math.min(...detectors.map((panel) => panel.calibration));
  const isStatic = defenses.some(({ adaptivelyTested }) => !adaptivelyTested);
  return [
    ...(record.plan.detectors.length > 0 && detectors.length === 0
      ? [row('detectors', 'no attacked images of a target were scored')]
      : []),
    ...(detectors.length > 0 && calibration < NEEDED_FOR_ONE_PERCENT
      ? [
          row(
            'detection at 1 % false alarms',
            `${calibration} calibration images; ${NEEDED_FOR_ONE_PERCENT} are needed`,
          ),
        ]
      : []),
    ...(detectors.length > 0
      ? [
          row(
            'false alarms on harmlessly changed images',
            'negatives are clean images only: no JPEG, resizing or camera noise',
          ),
        ]
      : []),
    ...(isStatic
      ? [row('defenses against an attacker who knows them', 'the noise was made before the defense was put in front')]
      : []),
  ];
}
