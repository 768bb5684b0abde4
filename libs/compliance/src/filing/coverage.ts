/**
 * The matrix of EDPB Opinion 28/2024: each class of attack through each channel, with the probes that try it and the
 * worst that came of it. A probe that was never seen to find anything supports no absence, and neither does an attack
 * that did not work or an inconclusive checkpoint; what no probe tries is not tested.
 */
import {
  attackClasses,
  channels,
  type AttackClass,
  type Channel,
  type CoverageCell,
  type Message,
  type Report,
  type TargetReport,
  type UsedPlugin,
  type VerdictValue,
} from '@palimpsest/contracts';
import { english, say } from './english.js';
import { endpointName } from './given.js';
import { cellReasons } from './sentences.js';

type Endpoint = TargetReport['endpoints'][number];

interface Tried {
  readonly target: TargetReport;
  readonly endpoint: Endpoint;
  readonly result: VerdictValue;
}

const MOST_EVIDENCE = 5;
const severity: Readonly<Record<VerdictValue, number>> = { 'no-leak-above-bound': 0, inconclusive: 1, leak: 2 };

export function coverageOf({ scope, plan }: Report, targets: readonly TargetReport[]): CoverageCell[] {
  const probes = scope.plugins.filter(({ kind, purpose }) => kind === 'probe' && purpose !== 'control');
  return attackClasses.flatMap((attackClass) =>
    channels.map((channel) =>
      cellOf(
        { attackClass, channel },
        probes.filter((probe) => probe.attackClasses?.includes(attackClass) && channelOf(probe) === channel),
        { targets, power: plan.policy.power },
      ),
    ),
  );
}

interface Judged {
  readonly targets: readonly TargetReport[];
  /** Least power at the margin for which a bound counts. */
  readonly power: number;
}

/** By what a probe needs: who only sends inputs and reads replies, or how likely they are, holds no weights. */
const channelOf = ({ access }: UsedPlugin): Channel =>
  access === 'gradient' || access === 'weights' ? 'weights' : 'queries';

function cellOf(
  place: { readonly attackClass: AttackClass; readonly channel: Channel },
  probes: readonly UsedPlugin[],
  judged: Judged,
): CoverageCell {
  const labels = probes.map(({ label }) => label);
  const tried = triedBy(probes, judged);
  const worst = [...tried].sort(
    (a, b) =>
      severity[b.result] - severity[a.result] ||
      Number(decides(b)) - Number(decides(a)) ||
      (b.endpoint.bound ?? 0) - (a.endpoint.bound ?? 0),
  );
  const [first] = worst;
  if (!first)
    return {
      ...{ ...place, probes: labels, result: null, isConfirmatory: false, bound: null, evidence: [] },
      ...told(say(labels.length === 0 ? cellReasons.noProbe : cellReasons.nothingMeasured)),
    };
  const same = worst.filter(({ result }) => result === first.result);
  const bounds = tried.flatMap(({ endpoint }) => endpoint.bound ?? []);
  return {
    ...{ ...place, probes: labels, result: first.result },
    isConfirmatory: same.some(decides),
    bound: bounds.length === tried.length ? Math.max(...bounds) : null,
    evidence: same
      .slice(0, MOST_EVIDENCE)
      .map(({ target, endpoint }) => ({ kind: 'endpoint', id: endpointName(target.checkpoint, endpoint.id) })),
    ...told(reasonOf(first, same.length, tried.length)),
  };
}

function triedBy(probes: readonly UsedPlugin[], { targets, power }: Judged): readonly Tried[] {
  return targets.flatMap((target) =>
    target.endpoints.flatMap((endpoint) => {
      const probe = probes.find(({ label }) => label === endpoint.probe);
      if (!probe || endpoint.leak.state === 'not-measured') return [];
      const supports = probe.examined === true && isSound(endpoint, power);
      return [{ target, endpoint, result: resultOf(target, endpoint, supports) }];
    }),
  );
}

/** An attack that did not work, or could not have shown anything, bounds nothing. */
const isSound = ({ health, controlHealth, power }: Endpoint, least: number) =>
  health.length === 0 && controlHealth.length === 0 && power !== null && power >= least;

function resultOf({ verdict }: TargetReport, endpoint: Endpoint, supportsAbsence: boolean): VerdictValue {
  // A tier names an endpoint only when that one makes it a leak.
  if (endpoint.isLeak || verdict.tiers.some(({ decidedBy }) => decidedBy === endpoint.id)) return 'leak';
  const isBounded = endpoint.isBelowMargin && supportsAbsence && verdict.value !== 'inconclusive';
  return isBounded ? 'no-leak-above-bound' : 'inconclusive';
}

const decides = ({ endpoint }: Tried) => endpoint.purpose === 'confirmatory';

function reasonOf({ endpoint, target, result }: Tried, same: number, all: number): Message {
  switch (result) {
    case 'leak':
      return say(cellReasons.leaks, { same, all, endpoint: endpointName(target.checkpoint, endpoint.id) });
    case 'no-leak-above-bound':
      return endpoint.bound === null
        ? say(cellReasons.bounded, { same, all })
        : say(cellReasons.boundedBelow, { same, all, bound: { share: endpoint.bound } });
    case 'inconclusive':
      return say(cellReasons.open, { same, all });
  }
}

const told = (reason: Message): Pick<CoverageCell, 'reason' | 'messages'> => ({
  ...{ reason: english([reason], { targets: [] }), messages: [reason] },
});
