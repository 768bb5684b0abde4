/** Every control of one endpoint, and what else is known about it. */
import type { Endpoint } from '@palimpsest/contracts';
import type { Block } from '../block.js';
import { cell, difference, pValue, rate, recorded } from '../runs.js';
import type { Telling } from '../telling.js';

export function endpointDetails(endpoint: Endpoint, telling: Telling): readonly Block[] {
  const { words, write } = telling;
  const { targets, common, controls, controlKinds } = words;
  const flags = [...endpoint.health, ...endpoint.controlHealth];
  const seeds = endpoint.seeds.map(({ seed, recovery }) => `${seed}: ${write.percent(recovery)}`).join(', ');
  return [
    {
      kind: 'table',
      caption: targets.detailsCaption(endpoint.id),
      head: targets.detailsHead,
      rows: endpoint.comparisons.map((row) => [
        cell(`${controls[row.control]} (${controlKinds[row.kind]})`),
        cell(row.control === 'prior' ? recorded(row.name, telling) : row.name),
        cell(...rate(row.recovery, telling)),
        cell(...difference(row.difference, telling)),
        cell(pValue(row.p, telling)),
        cell(row.exceeded ? common.yes : common.no),
      ]),
    },
    {
      kind: 'paragraph',
      isMuted: true,
      runs: [
        ...[targets.training, ...rate(endpoint.train, telling)],
        ...[targets.permuted, ...rate(endpoint.permuted, telling)],
        ...[targets.original, ...rate(endpoint.original, telling)],
        ...[targets.exact, ...rate(endpoint.rates.exact, telling)],
        ...(endpoint.seeds.length > 1 ? [targets.bySeed(seeds)] : []),
        ...(flags.length > 0
          ? [targets.flags, recorded(flags.map(({ flag, detail }) => `${flag} (${detail})`).join('; '), telling)]
          : []),
      ],
    },
  ];
}
