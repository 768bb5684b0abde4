/** What is required of a checkpoint: that no leak above the margin is found, overall and in every tier of evidence. */
import type { Report } from '@palimpsest/contracts';
import { wordsOf } from '../../words/words.js';
import type { Requirement, Standard } from './parts.js';

/** Requirements of a law or a standard that the verdict bears on. Whether they are met is for others to decide. */
export interface Crosswalk {
  /** Unique, without spaces: `gdpr`. */
  readonly id: string;
  readonly name: string;
  readonly version?: string;
  readonly owner?: string;
  readonly requirements: readonly { readonly identifier: string; readonly text: string }[];
}

export const verdictRequirement = 'requirement:verdict';
export const tierRequirement = (tier: number): string => `requirement:tier-${tier}`;
export const crosswalkRequirement = (id: string, identifier: string): string => `requirement:${id}/${identifier}`;

export function standardsOf(report: Report, crosswalk: readonly Crosswalk[]): readonly Standard[] {
  return [ownStandard(report), ...crosswalk.map(foreignStandard)];
}

/** The plan's policy, in words: it was fixed before the first result. */
function ownStandard({ plan, targets }: Report): Standard {
  const { margin, alpha, power, minimumSubjects } = plan.policy;
  const bound = `an upper bound of at most ${points(margin)} at ${percent(1 - alpha)} confidence`;
  const tiers = [...new Set(targets.flatMap(({ verdict }) => verdict.tiers.map(({ tier }) => tier)))].sort();
  const own: Requirement = {
    'bom-ref': verdictRequirement,
    identifier: 'verdict',
    text: `No leak beyond every control: ${bound}, with ${percent(power)} power and at least ${minimumSubjects} held-out people, by every confirmatory probe of the plan.`,
  };
  return {
    'bom-ref': 'standard:policy',
    name: 'Policy of the plan',
    owner: plan.name,
    requirements: [
      own,
      ...tiers.map((tier) => ({
        'bom-ref': tierRequirement(tier),
        identifier: `tier-${tier}`,
        text: `The same by the confirmatory probes of tier ${wordsOf.en.tiers[tier]}.`,
      })),
    ],
  };
}

function foreignStandard({ id, name, version, owner, requirements }: Crosswalk): Standard {
  return {
    'bom-ref': `standard:${id}`,
    name,
    ...(version !== undefined && { version }),
    ...(owner !== undefined && { owner }),
    requirements: requirements.map(({ identifier, text }) => ({
      'bom-ref': crosswalkRequirement(id, identifier),
      ...{ identifier, text },
    })),
  };
}

/** 12.3 points */
export const points = (share: number): string => `${(100 * share).toFixed(1)} points`;
const percent = (share: number): string => `${Math.round(100 * share)} %`;
