/** Pictures in rows, all of one size, pixel by pixel. */
import type { Block, Picture } from '../../document/block.js';
import { inks, type Flow } from '../flow.js';
import { colour } from '../palette.js';
import { decorate, mark, type Tag } from '../tags.js';

type Pictures = Extract<Block, { kind: 'pictures' }>;

/** Seven in a row: a picture, its noise, both, and behind four defenses. */
const SIZE = 65;
const GAP = 9;

export function drawPictures(flow: Flow, parent: Tag, { pictures }: Pictures): void {
  const perRow = Math.floor((flow.width + GAP) / (SIZE + GAP));
  flow.gap(6);
  for (let at = 0; at < pictures.length; at += perRow) drawRow(flow, parent, pictures.slice(at, at + perRow));
}

function drawRow(flow: Flow, parent: Tag, pictures: readonly Picture[]): void {
  const captions = pictures.map(({ caption }) => flow.lines([caption], inks.muted, SIZE));
  const height = SIZE + 2 + Math.max(...captions.map((lines) => lines.reduce((sum, line) => sum + line.height, 0)));
  flow.need(height);
  const { y } = flow;
  pictures.forEach((picture, column) => {
    const x = flow.left + column * (SIZE + GAP);
    flow.y = y;
    drawPicture(flow, parent, picture, x);
    flow.y = y + SIZE + 2;
    const tag = flow.tag(parent, 'P');
    flow.write(tag, 'P', captions[column] ?? [], x);
    tag.end();
  });
  flow.y = y + height + 4;
}

function drawPicture(flow: Flow, parent: Tag, picture: Picture, x: number): void {
  const { alt, image, absent = '' } = picture;
  const { document, y } = flow;
  const frame = () => document.rect(x, y, SIZE, SIZE).lineWidth(0.5).stroke(colour('line'));
  if (!image) {
    decorate(document, frame);
    const lines = flow.lines([absent], inks.muted, SIZE - 8);
    const tag = flow.tag(parent, 'P');
    flow.y = y + 4;
    flow.write(tag, 'P', lines, x + 4);
    tag.end();
    return;
  }
  const tag = flow.tag(parent, 'Figure', { alt, bbox: [x, y, x + SIZE, y + SIZE] });
  mark(document, tag, 'Figure', () => {
    const embedded = flow.parts.pictures.get(picture);
    if (embedded) document.image(embedded, x, y, { fit: [SIZE, SIZE] });
  });
  tag.end();
  decorate(document, frame);
}
