/** How well scores tell forget people from people no model was shown: over all thresholds, and where it costs nobody. */
import type { MembershipRow, Report } from '@palimpsest/contracts';
import { People, Plain, Rate } from '../numbers.js';
import { inVerdictOrder } from '../order.js';
import { Table } from '../table.js';
import { roleWords } from '../words.js';

export function MembershipSection({ report }: { readonly report: Report }) {
  const rows = inVerdictOrder(report, report.membership ?? []);
  const [first] = rows;
  if (!first) return null;
  return (
    <section id="membership" aria-labelledby="membership-title">
      <h2 id="membership-title">Membership inference</h2>
      <p>
        A score of how a model reads the true answers, held against people no model was shown. An area of 0.5 is chance;
        it averages over everybody, so beside it stands the share of forget people that are recognised while next to
        nobody outside is taken for one of them (LiRA, arXiv:2112.03570). Chance is the false-positive rate itself. What
        a reference gives sets people apart without memory.
      </p>
      <Table
        caption="Forget people against people outside, by score"
        head={[
          ...['checkpoint', 'role', 'score', 'area under the curve'],
          ...first.rates.map(({ falsePositiveRate }) => `found at ${100 * falsePositiveRate} % false positives`),
          ...['people (answers)', 'people outside'],
        ]}
        rows={rows.map(cellsOf)}
      />
    </section>
  );
}

const cellsOf = ({ checkpoint, role, variant, area, rates, outside }: MembershipRow) => [
  checkpoint,
  roleWords[role],
  variant,
  <Plain key="area" of={area} />,
  ...rates.map(({ falsePositiveRate, truePositiveRate }) => <Rate key={falsePositiveRate} of={truePositiveRate} />),
  <People key="people" of={area} />,
  outside ?? 'not known',
];
