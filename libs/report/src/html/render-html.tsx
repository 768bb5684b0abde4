/**
 * One report model to one HTML file that opens from disk: no script, no network, pictures inside.
 * Order: verdict, scope, identity; numbers before and after each probe; protection; people; what was not measured.
 */
import type { Report } from '@palimpsest/contracts';
import { drawCharts } from './draw-charts.js';
import { Contents, renderPage } from './page.js';
import { AttackSection } from './sections/attacks.js';
import { MembershipSection } from './sections/membership.js';
import { PictureSection, shownStrips } from './sections/pictures.js';
import { SubjectSection, UtilitySection } from './sections/people.js';
import { DefenseSection, DetectorSection } from './sections/protection.js';
import { RecoverySection } from './sections/recovery.js';
import { ReferencesSection } from './sections/references.js';
import { IdentitySection, LimitsSection, ScopeSection } from './sections/scope.js';
import { TargetsSection } from './sections/targets.js';
import { VerdictSection } from './sections/verdict.js';

/** Bytes of an artifact by its SHA-256; undefined when the bundle does not have it. */
export type ArtifactReader = (sha256: string) => Promise<Uint8Array | undefined>;

/** @returns a complete HTML document, UTF-8 */
export async function renderHtml(report: Report, readArtifact: ArtifactReader): Promise<string> {
  const charts = await drawCharts(report);
  const pictures = await loadPictures(report, readArtifact);
  const title = `${report.title}: ${report.summary.verdict}`;
  return renderPage({ title, skip: { to: 'verdict', words: 'Skip to the verdict' } }, () => (
    <>
      <VerdictSection report={report} />
      <Contents sections={Object.entries(contents).flatMap(([name, isThere]) => (isThere(report) ? [name] : []))} />
      <ScopeSection report={report} />
      <IdentitySection report={report} />
      <RecoverySection report={report} chart={charts.recovery} />
      <TargetsSection report={report} />
      <AttackSection report={report} charts={charts.attacks} />
      <PictureSection report={report} source={(sha256) => pictures.get(sha256)} />
      <DetectorSection report={report} charts={charts.detectors} />
      <DefenseSection report={report} />
      <UtilitySection report={report} />
      <MembershipSection report={report} />
      <ReferencesSection report={report} />
      <SubjectSection report={report} />
      <LimitsSection report={report} />
      <Provenance report={report} />
    </>
  ));
}

const contents: Readonly<Record<string, (report: Report) => boolean>> = {
  verdict: () => true,
  scope: () => true,
  identity: () => true,
  recovery: () => true,
  targets: ({ targets }) => targets.length > 0,
  attacks: () => true,
  pictures: (report) => shownStrips(report).length > 0,
  detectors: ({ detectors }) => detectors.length > 0,
  defenses: ({ defenses }) => defenses.length > 0,
  utility: () => true,
  membership: ({ membership = [] }) => membership.length > 0,
  references: ({ references = [] }) => references.length > 0,
  people: ({ subjects }) => subjects.length > 0,
  limits: () => true,
};

function Provenance({ report }: { readonly report: Report }) {
  const { generatedAt, timings } = report.provenance;
  const seconds = timings.reduce((sum, timing) => sum + timing.seconds, 0);
  return (
    <footer className="muted">
      <p>
        {generatedAt ? `Generated ${generatedAt}. ` : ''}
        {timings.length > 0 ? `${timings.length} units of work, ${seconds.toFixed(0)} s of computing. ` : ''}
        This report is evidence about the probes it names. It does not say that data was erased.
      </p>
    </footer>
  );
}

async function loadPictures(report: Report, readArtifact: ArtifactReader): Promise<ReadonlyMap<string, string>> {
  const wanted = shownStrips(report).flatMap(({ clean, noise, perturbed, denoised }) =>
    [clean, noise, perturbed, ...denoised.map(({ picture }) => picture)].flatMap((picture) =>
      picture ? [picture.artifact] : [],
    ),
  );
  const entries = await Promise.all(
    wanted.map(async ({ sha256, mediaType }) => {
      const bytes = await readArtifact(sha256);
      return bytes
        ? ([sha256, `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`] as const)
        : undefined;
    }),
  );
  return new Map(entries.filter((entry) => entry !== undefined));
}
