/** What an attack does to an image: clean, the noise × 10, perturbed, and behind each defense. */
import type { PictureStrip } from '@palimpsest/contracts';
import type { Block, Picture, Section } from '../block.js';
import { inVerdictOrder } from '../order.js';
import { code } from '../runs.js';
import { shownStrips } from '../shown-strips.js';
import type { Telling } from '../telling.js';

export function picturesSection(telling: Telling): Section | null {
  const { report, words } = telling;
  const strips = shownStrips(report);
  if (strips.length === 0) return null;
  return {
    id: 'pictures',
    title: words.pictures.title,
    blocks: [
      {
        kind: 'paragraph',
        runs: [strips.some(({ blurred }) => blurred) ? words.pictures.blurred : words.pictures.lead],
      },
      ...inVerdictOrder(report, strips).flatMap((strip) => stripBlocks(strip, telling)),
    ],
  };
}

function stripBlocks(strip: PictureStrip, { words, pictures }: Telling): readonly Block[] {
  const { pictures: say } = words;
  const shown = (caption: string, picture: PictureStrip['noise']): Picture => {
    const found = picture && pictures.get(picture.artifact.sha256);
    const isUnreadable = found === 'unreadable';
    const image = found && !isUnreadable ? { bytes: found, mediaType: picture.artifact.mediaType } : null;
    const absent = isUnreadable ? say.unreadable : say.absent;
    return { caption, alt: say.alt(caption, strip.subject), image, absent };
  };
  return [
    { kind: 'heading', runs: [say.person(strip.checkpoint, strip.variant), code(strip.subject)] },
    {
      kind: 'pictures',
      pictures: [
        shown(say.clean, strip.clean),
        ...(strip.blurred ? [] : [shown(say.noise, strip.noise)]),
        shown(say.perturbed, strip.perturbed),
        ...strip.denoised.map(({ defense, picture }) => shown(say.after(defense), picture)),
      ],
    },
  ];
}
