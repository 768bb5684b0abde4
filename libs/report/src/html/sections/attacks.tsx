/** How each optimisation went: loss and gradient norm of every term, health flags, pictures. */
import type { AttackPanel, PictureStrip, Report } from '@palimpsest/contracts';
import { Figure } from '../figure.js';
import { Table } from '../table.js';

export interface AttackCharts {
  readonly panel: AttackPanel;
  readonly loss: string | null;
  readonly gradient: string | null;
}

/** `data:` address of a picture, or undefined when its bytes are not in the bundle. */
export type PictureSource = (sha256: string) => string | undefined;

export function AttackSection({
  report,
  charts,
}: {
  readonly report: Report;
  readonly charts: readonly AttackCharts[];
}) {
  const flags = report.attacks.flatMap((panel) => panel.health.map((health) => ({ panel, health })));
  const raised = flags.filter(({ health }) => health.raised);
  return (
    <section id="attacks" aria-labelledby="attacks-title">
      <h2 id="attacks-title">Attack health</h2>
      <p>
        {raised.length === 0
          ? `${flags.length} checks over ${report.attacks.length} optimisations; none raised a flag.`
          : `${raised.length} of ${flags.length} checks raised a flag. A flag caps a pass at inconclusive.`}
      </p>
      {raised.length > 0 && (
        <Table
          caption="Raised flags"
          head={['optimisation', 'flag', 'detail']}
          rows={raised.map(({ panel, health }) => [panelTitle(panel), health.flag, health.detail])}
        />
      )}
      {charts.map(({ panel, loss, gradient }) => (
        <div key={panelTitle(panel)}>
          <h3>{panelTitle(panel)}</h3>
          <div className="row">
            {loss && <Figure svg={loss} caption="Loss of each term" />}
            {gradient && (
              <Figure svg={gradient} caption="Gradient norm of each term: a term without gradient does no work" />
            )}
          </div>
        </div>
      ))}
    </section>
  );
}

export function panelTitle(panel: AttackPanel): string {
  const fold = panel.fold === null ? '' : `, fold ${panel.fold + 1}`;
  const answers = panel.answers === 'permuted' ? ', permuted answers' : '';
  return `${panel.checkpoint}: ${panel.variant}${fold}, seed ${panel.seed}${answers}`;
}

export function PictureSection({ report, source }: { readonly report: Report; readonly source: PictureSource }) {
  if (report.pictures.length === 0) return null;
  return (
    <section id="pictures" aria-labelledby="pictures-title">
      <h2 id="pictures-title">What the noise looks like</h2>
      {report.pictures.map((strip) => (
        <Strip key={`${strip.checkpoint}/${strip.variant}/${strip.subject}`} strip={strip} source={source} />
      ))}
    </section>
  );
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
        {strip.checkpoint}, {strip.variant}, subject <code>{strip.subject}</code>
      </h3>
      <div className="strip">
        {pictures.map(({ caption, picture }) => {
          const address = picture && source(picture.artifact.sha256);
          return (
            <figure key={caption}>
              {address ? (
                <img src={address} alt={`${caption} image of subject ${strip.subject}`} />
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
