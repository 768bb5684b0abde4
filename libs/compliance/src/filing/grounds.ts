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
  Message,
  RequirementState,
} from '@palimpsest/contracts';
import type { Ground } from '../instruments/instrument.js';
import { because, english, joined, say } from './english.js';
import { endpointName, type Given } from './given.js';
import { confidenceReasons as why, sentences as that } from './sentences.js';
import { verdictState, worstVerdict } from './states.js';

type Judges = {
  readonly [Kind in Ground['kind']]: (given: Given, ground: Extract<Ground, { kind: Kind }>) => Judged;
};

/** A claim before it is written. */
interface Judged extends Omit<Claim, 'claim' | 'messages'> {
  readonly says: readonly Message[];
}

export function claimOf(given: Given, ground: Ground): Claim {
  const judge = judges[ground.kind] as (given: Given, ground: Ground) => Judged;
  const { says, ...judged } = judge(given, ground);
  return { claim: english(says, given.report), messages: [...says], ...judged };
}

const judges: Judges = {
  verdict: (given) => (given.view.channels.length > 1 ? byVerdict(given) : byDecidingChannels(given)),

  'every-person': ({ people, targets }) => {
    const measured = people.filter(({ largest }) => largest !== null);
    const [first] = [...measured].sort((a, b) => (b.largest ?? 0) - (a.largest ?? 0));
    if (!first) return notTested(say(that.noPersonBound));
    const above = people.reduce((sum, row) => sum + row.above, 0);
    const unmeasured = people.reduce((sum, row) => sum + row.unmeasured, 0);
    const reach = first.smallestReachable;
    const isOutOfReach = reach !== null && reach > first.threshold;
    const isComplete = above === 0 && unmeasured === 0 && measured.length === targets.length;
    return {
      says: [
        say(that.personBounds, {
          ...{ largest: { share: first.largest ?? 0 }, checkpoint: first.checkpoint },
          ...{ above, threshold: { share: first.threshold }, unmeasured },
        }),
      ],
      state: isComplete ? 'evidence-for' : 'partial',
      evidence: [field('subjects')],
      confidence: because(
        'low',
        isOutOfReach ? say(why.fewQuestions, { reach: { share: reach } }) : say(why.correlated),
      ),
    };
  },

  tested: (given, { attackClass }) => {
    const cells = cellsOf(given, attackClass);
    const tried = cells.filter(({ result }) => result !== null);
    if (tried.length === 0) return notTested(...untried(attackClass, cells));
    const missing = cells.filter(({ result }) => result === null).map(({ channel }) => channel);
    const ways = tried.map(({ channel, probes }) => [
      say(that.way, { channels: { channels: [channel] }, probes: probes.join(', ') }),
    ]);
    return {
      says: [
        say(that.tried, { class: { attackClass } }),
        ...joined(ways, that.and),
        ...(missing.length > 0 ? [say(that.notThrough, { channels: { channels: missing } })] : []),
        say(that.stop),
      ],
      state: missing.length > 0 ? 'partial' : 'evidence-for',
      evidence: evidenceOf(tried),
      confidence: fromReport,
    };
  },

  resists: (given, { attackClass }) => {
    const cells = cellsOf(given, attackClass);
    const tried = cells.filter(({ result }) => result !== null);
    const worst = worstVerdict(tried.flatMap(({ result }) => result ?? []));
    if (worst === null) return notTested(...untried(attackClass, cells));
    const state = verdictState(worst);
    const isIncomplete = tried.length < cells.length && state === 'evidence-for';
    return {
      says: [
        say(that.classOpens, { class: { attackClass } }),
        ...joined(tried.map(byChannel), that.next),
        say(that.stop),
      ],
      state: isIncomplete ? 'partial' : state,
      evidence: evidenceOf(tried.filter(({ result }) => result === worst)),
      confidence: ofMeasurement(given, state, tried.filter(({ result }) => result === worst).some(isConfirmatory)),
    };
  },

  'plan-first': ({ report }) => ({
    says: [say(that.planFirst)],
    state: 'evidence-for',
    evidence: [digest(report.identity.plan), field('plan')],
    confidence: fromReport,
  }),

  'results-bound': ({ report }) => ({
    says: [say(that.resultsBound)],
    state: 'evidence-for',
    evidence: [digest(report.identity.findings)],
    confidence: fromReport,
  }),

  'dated-and-signed': ({ report }) => {
    const { generatedAt } = report.provenance;
    return {
      says: [generatedAt === null ? say(that.undated) : say(that.dated, { day: generatedAt.slice(0, 10) })],
      state: generatedAt === null ? 'not-tested' : 'partial',
      evidence: generatedAt === null ? [] : [field('provenance.generatedAt')],
      confidence: because('high', say(why.signatureApart)),
    };
  },

  identity: ({ report, targets }) => ({
    says: [targets.length === 1 ? say(that.fileNamed) : say(that.filesNamed, { count: targets.length })],
    state: targets.length === 0 ? 'not-tested' : 'evidence-for',
    evidence: report.identity.checkpoints
      .filter(({ name }) => targets.some(({ checkpoint }) => checkpoint === name))
      .map((checkpoint) => digest(checkpoint.digest)),
    confidence: because('moderate', say(why.serviceOnTrust)),
  }),

  'data-identity': ({ report }) => ({
    says: [say(that.dataNamed)],
    state: 'partial',
    evidence: [digest(report.identity.dataset.digest)],
    confidence: because('moderate', say(why.originUnknown)),
  }),

  limits: ({ report }) => ({
    says: [say(that.limits, { limits: report.limits.length, gaps: report.notMeasured.length })],
    state: report.limits.length > 0 ? 'evidence-for' : 'not-tested',
    evidence: [field('limits'), field('notMeasured')],
    confidence: fromReport,
  }),

  'requests-in-time': ({ requests }) => {
    if (requests.length === 0) return notTested(say(that.noRequest));
    const late = requests.filter(({ standing }) => standing === 'overdue' || standing === 'answered-late');
    const open = requests.filter(({ standing }) => standing === 'open');
    return {
      says: [say(that.requests, { linked: requests.length, late: late.length, open: open.length })],
      state: late.length > 0 ? 'evidence-against' : open.length > 0 ? 'partial' : 'evidence-for',
      evidence: requests.map(({ request }) => ({ kind: 'request', id: request.id })),
      confidence: because('moderate', say(why.datesOnTrust)),
    };
  },

  copies: ({ requests }) => {
    const listed = requests.flatMap(({ request }) => request.checkpoints);
    if (listed.length === 0) return notTested(say(that.noCopies));
    const missing = [...new Set(requests.flatMap(({ checkpointsNotAudited }) => checkpointsNotAudited))];
    return {
      says: [
        missing.length === 0
          ? say(that.copiesAudited, { count: new Set(listed.map(({ checkpoint }) => checkpoint)).size })
          : say(that.copiesMissing, { names: missing.join(', ') }),
      ],
      state: missing.length === 0 ? 'evidence-for' : 'partial',
      evidence: requests.map(({ request }) => ({ kind: 'request', id: request.id })),
      confidence: because('moderate', say(why.copiesByName)),
    };
  },
};

const MOST_EVIDENCE = 5;

function byVerdict(given: Given): Judged {
  const { targets } = given;
  const worst = worstVerdict(targets.map(({ verdict }) => verdict.value));
  if (worst === null) return notTested(say(that.noTarget));
  const those = targets.filter(({ verdict }) => verdict.value === worst);
  return {
    says: joined(
      those.map(({ checkpoint }) => [say(that.verdict, { sentence: { verdictOf: checkpoint } })]),
      that.space,
    ),
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
function byDecidingChannels(given: Given): Judged {
  const cells = given.coverage.filter(
    ({ channel, isConfirmatory: decides, result }) =>
      given.view.channels.includes(channel) && decides && result !== null,
  );
  const worst = worstVerdict(cells.flatMap(({ result }) => result ?? []));
  const channels = { channels: [...given.view.channels] };
  if (worst === null) return notTested(say(that.nothingDecides, { channels }));
  const those = cells.filter(({ result }) => result === worst);
  return {
    says: [
      say(that.alone, { channels }),
      ...joined(
        those.map((cell) => [
          say(that.classOpens, { class: { attackClass: cell.attackClass } }),
          ...(cell.messages ?? []),
        ]),
        that.next,
      ),
      say(that.stop),
    ],
    state: verdictState(worst),
    evidence: evidenceOf(those),
    confidence: ofMeasurement(given, verdictState(worst), true),
  };
}

const byChannel = ({ channel, messages = [] }: CoverageCell): Message[] => [
  say(that.channelOpens, { channels: { channels: [channel] } }),
  ...messages,
];

function untried(attackClass: AttackClass, cells: readonly CoverageCell[]): Message[] {
  const reasons = [...new Map(cells.map(({ reason, messages = [] }) => [reason, messages])).values()];
  return [say(that.classOpens, { class: { attackClass } }), ...joined(reasons, that.next), say(that.stop)];
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
  if (!decides) return because('low', say(why.exploratory));
  if (state === 'evidence-against') return because('high', say(why.corrected, { people: eligible, alpha }));
  if (state === 'evidence-for')
    return because('moderate', say(why.bounded, { confidence: { share: 1 - alpha }, people: eligible }));
  return because('low', say(why.open));
}

const fromReport: ClaimConfidence = because('high', say(why.fromReport));

const notTested = (...says: readonly Message[]): Judged => ({
  ...{ says, state: 'not-tested', evidence: [] },
  confidence: because('none', say(why.nothingMeasured)),
});

const field = (id: string): EvidenceItem => ({ kind: 'field', id });
const digest = (id: string): EvidenceItem => ({ kind: 'digest', id });
