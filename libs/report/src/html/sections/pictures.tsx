/** What an attack does to an image: clean, the noise × 10, perturbed, and behind each defense. */
import type { PictureStrip, Report } from '@palimpsest/contracts';
import { inVerdictOrder } from '../order.js';

/** `data:` address of a picture, or undefined when its bytes are not in the bundle. */
export type PictureSource = (sha256: string) => string | undefined;

/** With many targets one person each is enough to see what the noise does. */
const MANY = 3;

export function PictureSection({ report, source }: { readonly report: Report; readonly source: PictureSource }) {
  const strips = shownStrips(report);
  if (strips.length === 0) return null;
  return (
    <section id="pictures" aria-labelledby="pictures-title">
      <h2 id="pictures-title">What the noise looks like</h2>
      <p>
        One universal noise per attack, added to images of people it was not optimised on, rounded to 8 bits and saved
        as PNG. The second picture shows the noise ten times stronger around mid-grey.
      </p>
      {inVerdictOrder(report, strips).map((strip) => (
        <Strip
          key={[strip.checkpoint, strip.probe, strip.variant, strip.subject].join('/')}
          strip={strip}
          source={source}
        />
      ))}
    </section>
  );
}

/** Strips of attacks; of controls such as plain noise only when there is nothing else. */
export function shownStrips({ pictures, scope, targets }: Report): readonly PictureStrip[] {
  const controls = new Set(scope.plugins.filter(({ purpose }) => purpose === 'control').map(({ label }) => label));
  const attacks = pictures.filter(({ probe }) => !controls.has(probe));
  const strips = attacks.length > 0 ? attacks : pictures;
  if (targets.length <= MANY) return strips;
  const same = (a: PictureStrip, b: PictureStrip) => a.checkpoint === b.checkpoint && a.probe === b.probe;
  return strips.filter((strip, index) => strips.findIndex((other) => same(other, strip)) === index);
}

function Strip({ strip, source }: { readonly strip: PictureStrip; readonly source: PictureSource }) {
  const pictures = [
    { caption: 'clean', picture: strip.clean },
    { caption: 'noise × 10', picture: strip.noise },
    { caption: 'perturbed', picture: strip.perturbed },
    ...strip.denoised.map(({ defense, picture }) => ({ caption: `after ${defense}`, picture })),
  ];
  return (
    <>
      <h3>
        {strip.checkpoint}, {strip.variant}, person <code>{strip.subject}</code>
      </h3>
      <div className="strip">
        {pictures.map(({ caption, picture }) => {
          const address = picture && source(picture.artifact.sha256);
          return (
            <figure key={caption}>
              {address ? (
                <img src={address} alt={`${caption}: image of person ${strip.subject}`} />
              ) : (
                <p className="muted">not in this bundle</p>
              )}
              <figcaption>{caption}</figcaption>
            </figure>
          );
        })}
      </div>
    </>
  );
}
