/**
 * One report model to the document that every form for people is drawn from. The same report, options and artifacts
 * give the same document.
 */
import type { Report } from '@palimpsest/contracts';
import type { Locale } from '../words/locale.js';
import { numberWriter } from '../words/number-writer.js';
import { wordsOf } from '../words/words.js';
import type { ReportDocument, Run } from './block.js';
import { drawCharts, noCharts } from './draw-charts.js';
import { isReadablePng } from './readable-png.js';
import { code } from './runs.js';
import { sections } from './sections.js';
import { shownArtifacts } from './shown-strips.js';
import type { Level, Telling } from './telling.js';

/** Bytes of an artifact by its SHA-256; undefined when the bundle does not have it. */
export type ArtifactReader = (sha256: string) => Promise<Uint8Array | undefined>;

export interface ReportOptions {
  /** English unless told. */
  readonly locale?: Locale;
  /** Everything unless told. */
  readonly level?: Level;
}

export async function reportDocument(
  report: Report,
  readArtifact: ArtifactReader,
  { locale = 'en', level = 'full' }: ReportOptions = {},
): Promise<ReportDocument> {
  const words = wordsOf[locale];
  const write = numberWriter(locale);
  const isFull = level === 'full';
  const telling: Telling = {
    ...{ report, locale, level, words, write },
    charts: isFull ? await drawCharts(report, { words, locale }) : noCharts,
    pictures: isFull ? await loadPictures(report, readArtifact) : new Map(),
  };
  return {
    language: locale,
    title: report.title,
    brand: words.brand,
    byline: byline(telling),
    sections: sections.flatMap(({ levels, tell }) => (levels.includes(level) ? (tell(telling) ?? []) : [])),
    footer: footer(telling),
  };
}

function byline({ report, words, write }: Telling): readonly Run[] {
  const { identity, provenance } = report;
  const { byline: say } = words;
  const when = provenance.generatedAt ? ` · ${say.generated(write.time(provenance.generatedAt))}` : '';
  return [`${say.audit} `, code(identity.audit), ` · ${say.engine(identity.engine)}${when}`];
}

function footer({ report, words, write }: Telling): readonly Run[] {
  const { generatedAt, timings } = report.provenance;
  const seconds = timings.reduce((sum, timing) => sum + timing.seconds, 0);
  const { footer: say } = words;
  return [
    ...(generatedAt ? [say.generated(write.time(generatedAt))] : []),
    ...(timings.length > 0 ? [say.work(timings.length, write.fixed(seconds, 0))] : []),
    say.evidence,
  ];
}

async function loadPictures(report: Report, readArtifact: ArtifactReader): Promise<Telling['pictures']> {
  const entries = await Promise.all(
    shownArtifacts(report).map(async ({ sha256, mediaType }) => {
      const bytes = await readArtifact(sha256);
      const isBroken = bytes && mediaType === 'image/png' && !isReadablePng(bytes);
      return [sha256, isBroken ? 'unreadable' : bytes] as const;
    }),
  );
  return new Map(entries.flatMap(([sha256, found]) => (found ? [[sha256, found] as const] : [])));
}
