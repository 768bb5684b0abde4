/** The verdict in a box: badge and sentence, with a bar at the side that says in colour what the badge says in words. */
import type { Block } from '../../document/block.js';
import { inks, type Flow } from '../flow.js';
import { verdictColour } from '../palette.js';
import { decorate, type Tag } from '../tags.js';

type Verdict = Extract<Block, { kind: 'verdict' }>;

const INDENT = 14;
const PADDING = 8;

export function drawVerdict(flow: Flow, parent: Tag, { value, badge, sentence }: Verdict): void {
  const width = flow.textWidth - 2 * INDENT;
  const lines = [
    ...flow.lines([{ kind: 'badge', value, text: badge }], { ...inks.text, size: 11 }, width),
    ...flow.lines([sentence], { face: 'semibold', size: 12, colour: inks.text.colour }, width),
  ];
  const height = lines.reduce((sum, line) => sum + line.height, 2 * PADDING);
  flow.gap(8);
  flow.need(height);
  const { document, left, y } = flow;
  decorate(document, () => {
    document.rect(left, y, 4, height).fill(verdictColour(value));
    document.rect(left, y, flow.textWidth, height).lineWidth(0.6).stroke(verdictColour(value));
  });
  flow.y += PADDING;
  const tag = flow.tag(parent, 'P');
  flow.write(tag, 'P', lines, left + INDENT);
  tag.end();
  flow.y += PADDING + 4;
}
