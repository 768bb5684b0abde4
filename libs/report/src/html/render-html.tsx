/** A report as one HTML file that opens from disk: no script, no network, pictures inside. */
import type { Report } from '@palimpsest/contracts';
import type { ReportDocument, Section as SectionModel } from '../document/block.js';
import { reportDocument, type ArtifactReader, type ReportOptions } from '../document/report-document.js';
import type { Locale } from '../words/locale.js';
import { wordsOf } from '../words/words.js';
import { Blocks } from './blocks.js';
import { Contents, renderPage } from './page.js';
import { Runs } from './runs.js';

/** @returns a complete HTML document, UTF-8; the same report, options and artifacts give the same bytes */
export async function renderHtml(
  report: Report,
  readArtifact: ArtifactReader,
  options: ReportOptions = {},
): Promise<string> {
  const locale = options.locale ?? 'en';
  const verdict = wordsOf[locale].verdicts[report.summary.verdict];
  return drawHtml(await reportDocument(report, readArtifact, options), { locale, verdict });
}

function drawHtml(
  document: ReportDocument,
  { locale, verdict }: { readonly locale: Locale; readonly verdict: string },
) {
  const { brand, title, byline, sections, footer, language } = document;
  const [first, ...others] = sections;
  const words = wordsOf[locale];
  const page = { title: `${title}: ${verdict}`, language, skip: { to: first?.id ?? '', words: words.skip } };
  return renderPage(page, () => (
    <>
      <section id={first?.id} aria-labelledby="title">
        <header>
          <p className="brand">{brand}</p>
          <h1 id="title">{title}</h1>
          <p className="muted">
            <Runs of={byline} />
          </p>
        </header>
        <Blocks of={first?.blocks ?? []} />
      </section>
      {sections.length > 2 && (
        <Contents title={words.contents} entries={sections.map(({ id, title: name }) => ({ id, name }))} />
      )}
      {others.map((section) => (
        <Section key={section.id} of={section} />
      ))}
      <footer className="muted">
        <p>
          <Runs of={footer} />
        </p>
      </footer>
    </>
  ));
}

function Section({ of: { id, title, blocks } }: { readonly of: SectionModel }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <Blocks of={blocks} />
    </section>
  );
}
