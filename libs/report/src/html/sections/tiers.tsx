/** The verdict tier by tier: what plain questions, passive looks, teaching and optimisation say for themselves. */
import type { TargetReport, TierVerdict } from '@palimpsest/contracts';
import { Difference, percent, VerdictBadge, writeP } from '../numbers.js';
import { Table } from '../table.js';
import { tierWords } from '../words.js';

export function Tiers({ target }: { readonly target: TargetReport }) {
  const { tiers } = target.verdict;
  if (tiers.length === 0) return null;
  return (
    <Table
      stacks
      caption="Tier by tier. p: the best endpoint of the tier, corrected for its other endpoints and, by Holm, for the other tiers. The lower the tier of a leak, the less can be said against it."
      head={['tier', 'verdict', 'leak of its best endpoint', 'p', 'bound', 'smallest detectable leak', 'endpoints']}
      rows={tiers.map((tier) => [
        tierWords(tier.tier),
        tier.value ? <VerdictBadge key="value" value={tier.value} /> : <span className="muted">not tested</span>,
        <Difference key="leak" of={tier.leak} />,
        tier.value ? writeP(tier.pAdjusted) : '',
        tier.value ? orMissing(tier.bound) : '',
        tier.value ? orMissing(tier.minimumDetectableLeak) : '',
        endpointsOf(tier),
      ])}
    />
  );
}

const orMissing = (value: number | null) => (value === null ? 'not measured' : percent(value));

const endpointsOf = ({ confirmatory, exploratory }: TierVerdict) =>
  exploratory === 0 ? String(confirmatory) : `${confirmatory}, and ${exploratory} exploratory`;
