/** What leaks, attribute by attribute: folded away, since nothing of it decides. */
import type { TargetReport } from '@palimpsest/contracts';
import { Difference, Rate, writeP } from '../numbers.js';
import { Table } from '../table.js';
import { endpointWords } from '../words.js';

export function Attributes({ target: { attributes, endpoints } }: { readonly target: TargetReport }) {
  if (attributes.length === 0) return null;
  const nameOf = (id: string) => {
    const endpoint = endpoints.find((entry) => entry.id === id);
    return endpoint ? endpointWords(endpoint) : id;
  };
  return (
    <details className="deep">
      <summary>Attribute by attribute (exploratory)</summary>
      <Table
        caption="Confirmatory endpoints by attribute, against the highest reference, paired by person. q: Benjamini–Hochberg over this table. Exploratory: it says where to look, and decides nothing."
        head={['endpoint', 'attribute', 'recovery', 'beyond references', 'q']}
        rows={attributes.map((row) => [
          nameOf(row.endpoint),
          row.attribute,
          <Rate key="recovery" of={row.recovery} />,
          <Difference key="leak" of={row.leak} />,
          writeP(row.pAdjusted),
        ])}
      />
    </details>
  );
}
