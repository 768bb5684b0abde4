/** Which optimisation a chart or a flag is about. */
import type { AttackPanel } from '@palimpsest/contracts';
import type { Words } from '../words/words.js';

export const panelTitle = (panel: AttackPanel, words: Words): string =>
  `${panel.checkpoint}: ${attackTitle(panel, words)}`;

export function attackTitle({ probe, variant, fold, seed, answers }: AttackPanel, { attacks }: Words): string {
  const name = variant.startsWith(probe) ? variant : `${probe} (${variant})`;
  return [
    name,
    ...(fold === null ? [] : [attacks.fold(fold + 1)]),
    attacks.seed(seed),
    ...(answers === 'permuted' ? [attacks.permuted] : []),
  ].join(', ');
}
