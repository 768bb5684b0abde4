/**
 * What each kind of ground says of a report. Total, so that a ground without a judgement does not compile. Whatever was
 * not measured is `not-tested`, never a pass.
 */
import type {
  AttackClass,
  Claim,
  ClaimConfidence,
  CoverageCell,
  EvidenceItem,
  RequirementState,
} from '@palimpsest/contracts';
import type { Ground } from '../instruments/instrument.js';
import { endpointName, percent, type Given } from './given.js';
import { verdictState, worstVerdict } from './states.js';

type Judges = {
  readonly [Kind in Ground['kind']]: (given: Given, ground: Extract<Ground, { kind: Kind }>) => Claim;
};

export function claimOf(given: Given, ground: Ground): Claim {
  const judge = judges[ground.kind] as (given: Given, ground: Ground) => Claim;
  return judge(given, ground);
}

const judges: Judges = {
  verdict: (given) => (given.view.channels.length > 1 ? byVerdict(given) : byDecidingChannels(given)),

  'every-person': ({ people, targets }) => {
    const measured = people.filter(({ largest }) => largest !== null);
    const [first] = [...measured].sort((a, b) => (b.largest ?? 0) - (a.largest ?? 0));
    if (!first) return notTested('No person has a bound of their own.');
    const above = people.reduce((sum, row) => sum + row.above, 0);
    const unmeasured = people.reduce((sum, row) => sum + row.unmeasured, 0);
    const reach = first.smallestReachable;
    const isOutOfReach = reach !== null && reach > first.threshold;
    const isComplete = above === 0 && unmeasured === 0 && measured.length === targets.length;
    return {
      claim: `The largest bound of any person is ${percent(first.largest ?? 0)} (${first.checkpoint}); ${above} are above ${percent(first.threshold)}, ${unmeasured} have none.`,
      state: isComplete ? 'evidence-for' : 'partial',
      evidence: [field('subjects')],
      confidence: {
        level: 'low',
        reason: isOutOfReach
          ? `with so few questions each, nobody can be bounded below ${percent(reach)} even if nothing comes out; guessing is in these bounds`
          : 'answers about one person are correlated and the bounds ignore it; guessing is in them',
      },
    };
  },

  tested: (given, { attackClass }) => {
    const cells = cellsOf(given, attackClass);
    const tried = cells.filter(({ result }) => result !== null);
    if (tried.length === 0) return notTested(untried(attackClass, cells));
    const missing = cells.filter(({ result }) => result === null).map(({ channel }) => channel);
    const through = tried.map(({ channel, probes }) => `${channel} (${probes.join(', ')})`).join(' and ');
    return {
      claim: `${capital(words(attackClass))} was tried through ${through}${missing.length > 0 ? `, not through ${missing.join(', ')}` : ''}.`,
      state: missing.length > 0 ? 'partial' : 'evidence-for',
      evidence: evidenceOf(tried),
      confidence: fromReport,
    };
  },

  resists: (given, { attackClass }) => {
    const cells = cellsOf(given, attackClass);
    const tried = cells.filter(({ result }) => result !== null);
    const worst = worstVerdict(tried.flatMap(({ result }) => result ?? []));
    if (worst === null) return notTested(untried(attackClass, cells));
    const state = verdictState(worst);
    const isIncomplete = tried.length < cells.length && state === 'evidence-for';
    return {
      claim: `${capital(words(attackClass))}: ${tried.map(({ channel, reason }) => `${channel}: ${reason}`).join('; ')}.`,
      state: isIncomplete ? 'partial' : state,
      evidence: evidenceOf(tried.filter(({ result }) => result === worst)),
      confidence: ofMeasurement(given, state, tried.filter(({ result }) => result === worst).some(isConfirmatory)),
    };
  },

  'plan-first': ({ report }) => ({
    claim: 'Probes, margins, seeds and the rule of the verdict were fixed and hashed before any result existed.',
    state: 'evidence-for',
    evidence: [digest(report.identity.plan), field('plan')],
    confidence: fromReport,
  }),

  'results-bound': ({ report }) => ({
    claim: 'Every finding is bound by one digest; from the findings the report can be drawn again.',
    state: 'evidence-for',
    evidence: [digest(report.identity.findings)],
    confidence: fromReport,
  }),

  'dated-and-signed': ({ report }) => {
    const { generatedAt } = report.provenance;
    return {
      claim:
        generatedAt === null
          ? 'This form carries no date and no signature.'
          : `The report was drawn on ${generatedAt.slice(0, 10)}; it is not signed in itself.`,
      state: generatedAt === null ? 'not-tested' : 'partial',
      evidence: generatedAt === null ? [] : [field('provenance.generatedAt')],
      confidence: {
        level: 'high',
        reason: 'the signature comes with the evidence folder (palimpsest evidence export)',
      },
    };
  },

  identity: ({ report, targets }) => ({
    claim: `The files of ${targets.length === 1 ? 'the checkpoint' : `${targets.length} checkpoints`} are named by digest.`,
    state: targets.length === 0 ? 'not-tested' : 'evidence-for',
    evidence: report.identity.checkpoints
      .filter(({ name }) => targets.some(({ checkpoint }) => checkpoint === name))
      .map((checkpoint) => digest(checkpoint.digest)),
    confidence: { level: 'moderate', reason: 'that these very files are in service is taken on trust' },
  }),

  'data-identity': ({ report }) => ({
    claim: 'The data set whose people were asked about is named by digest.',
    state: 'partial',
    evidence: [digest(report.identity.dataset.digest)],
    confidence: { level: 'moderate', reason: 'where the training data came from is not known to an audit' },
  }),

  limits: ({ report }) => ({
    claim: `The report says what it does not show: ${report.limits.length} limits, ${report.notMeasured.length} gaps with their reasons.`,
    state: report.limits.length > 0 ? 'evidence-for' : 'not-tested',
    evidence: [field('limits'), field('notMeasured')],
    confidence: fromReport,
  }),

  'requests-in-time': ({ requests }) => {
    if (requests.length === 0) return notTested('No request is linked.');
    const late = requests.filter(({ standing }) => standing === 'overdue' || standing === 'answered-late');
    const open = requests.filter(({ standing }) => standing === 'open');
    return {
      claim: `Of ${requests.length} linked requests ${late.length} are late and ${open.length} still open.`,
      state: late.length > 0 ? 'evidence-against' : open.length > 0 ? 'partial' : 'evidence-for',
      evidence: requests.map(({ request }) => ({ kind: 'request', id: request.id })),
      confidence: { level: 'moderate', reason: 'dates are as they were recorded' },
    };
  },

  copies: ({ requests }) => {
    const listed = requests.flatMap(({ request }) => request.checkpoints);
    if (listed.length === 0) return notTested('No request lists the checkpoints in service and their copies.');
    const missing = [...new Set(requests.flatMap(({ checkpointsNotAudited }) => checkpointsNotAudited))];
    return {
      claim:
        missing.length === 0
          ? `All ${new Set(listed.map(({ checkpoint }) => checkpoint)).size} listed checkpoints and copies were audited.`
          : `Not audited though listed in service: ${missing.join(', ')}.`,
      state: missing.length === 0 ? 'evidence-for' : 'partial',
      evidence: requests.map(({ request }) => ({ kind: 'request', id: request.id })),
      confidence: {
        level: 'moderate',
        reason: 'copies are told apart by name, and one that nobody listed is not known',
      },
    };
  },
};

const MOST_EVIDENCE = 5;

function byVerdict(given: Given): Claim {
  const { targets } = given;
  const worst = worstVerdict(targets.map(({ verdict }) => verdict.value));
  if (worst === null) return notTested('The report has no target.');
  const those = targets.filter(({ verdict }) => verdict.value === worst);
  return {
    claim: those.map(({ verdict }) => verdict.sentence).join(' '),
    state: verdictState(worst),
    evidence: those.map(({ checkpoint, verdict }) =>
      verdict.decidedBy === null
        ? field(`targets.${checkpoint}.verdict`)
        : { kind: 'endpoint', id: endpointName(checkpoint, verdict.decidedBy) },
    ),
    confidence: ofMeasurement(given, verdictState(worst), true),
  };
}

/** A view that looks at some channels only cannot use verdicts, which look at all. */
function byDecidingChannels(given: Given): Claim {
  const cells = given.coverage.filter(
    ({ channel, isConfirmatory: decides, result }) =>
      given.view.channels.includes(channel) && decides && result !== null,
  );
  const worst = worstVerdict(cells.flatMap(({ result }) => result ?? []));
  if (worst === null) return notTested(`Nothing that decides was tried through ${given.view.channels.join(', ')}.`);
  const those = cells.filter(({ result }) => result === worst);
  return {
    claim: `Through ${given.view.channels.join(', ')} alone: ${those.map(({ attackClass, reason }) => `${words(attackClass)}: ${reason}`).join('; ')}.`,
    state: verdictState(worst),
    evidence: evidenceOf(those),
    confidence: ofMeasurement(given, verdictState(worst), true),
  };
}

function untried(attackClass: AttackClass, cells: readonly CoverageCell[]): string {
  return `${capital(words(attackClass))}: ${[...new Set(cells.map(({ reason }) => reason))].join('; ')}.`;
}

/** One endpoint may stand for several classes; it is named once. */
function evidenceOf(cells: readonly CoverageCell[]): EvidenceItem[] {
  const byId = new Map(cells.flatMap(({ evidence }) => evidence).map((item) => [item.id, item]));
  return [...byId.values()].slice(0, MOST_EVIDENCE);
}

const isConfirmatory = (cell: CoverageCell) => cell.isConfirmatory;

const cellsOf = ({ coverage, view }: Given, attackClass: AttackClass) =>
  coverage.filter((cell) => cell.attackClass === attackClass && view.channels.includes(cell.channel));

/** A leak is shown; its absence is bounded, for the attacks of the plan. */
function ofMeasurement({ report }: Given, state: RequirementState, decides: boolean): ClaimConfidence {
  const { alpha } = report.plan.policy;
  const { eligible } = report.scope.subjects;
  if (!decides)
    return { level: 'low', reason: 'exploratory endpoints only: not corrected for the number of questions asked' };
  if (state === 'evidence-against')
    return { level: 'high', reason: `${eligible} people, corrected for all endpoints at α = ${alpha}` };
  if (state === 'evidence-for')
    return {
      level: 'moderate',
      reason: `bounded at ${percent(1 - alpha)} for ${eligible} people and the attacks of this plan`,
    };
  return { level: 'low', reason: 'neither a leak nor its absence could be shown' };
}

const fromReport: ClaimConfidence = { level: 'high', reason: 'read from the report itself' };

const notTested = (claim: string): Claim => ({
  ...{ claim, state: 'not-tested', evidence: [] },
  confidence: { level: 'none', reason: 'nothing was measured for it' },
});

const field = (id: string): EvidenceItem => ({ kind: 'field', id });
const digest = (id: string): EvidenceItem => ({ kind: 'digest', id });
const words = (attackClass: AttackClass) => attackClass.replace('-', ' ');
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
