/** Which pictures of a report are shown. */
import type { Artifact, PictureStrip, Report } from '@palimpsest/contracts';

/** With many targets one person each is enough to see what the noise does. */
const MANY = 3;

/** Strips of attacks; of controls such as plain noise only when there is nothing else. */
export function shownStrips({ pictures, scope, targets }: Report): readonly PictureStrip[] {
  const controls = new Set(scope.plugins.filter(({ purpose }) => purpose === 'control').map(({ label }) => label));
  const attacks = pictures.filter(({ probe }) => !controls.has(probe));
  const strips = attacks.length > 0 ? attacks : pictures;
  if (targets.length <= MANY) return strips;
  const same = (a: PictureStrip, b: PictureStrip) => a.checkpoint === b.checkpoint && a.probe === b.probe;
  return strips.filter((strip, index) => strips.findIndex((other) => same(other, strip)) === index);
}

export const shownArtifacts = (report: Report): readonly Artifact[] =>
  shownStrips(report).flatMap(({ clean, noise, perturbed, denoised }) =>
    [clean, noise, perturbed, ...denoised.map(({ picture }) => picture)].flatMap((picture) =>
      picture ? [picture.artifact] : [],
    ),
  );
