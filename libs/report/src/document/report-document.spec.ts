import { describe, expect, it } from 'vitest';
import { reportExample, type Report } from '@palimpsest/contracts';
import type { Block, Cell, ReportDocument, Run } from './block.js';
import { reportDocument, type ReportOptions } from './report-document.js';

const tell = (options: ReportOptions, report: Report = reportExample): Promise<ReportDocument> =>
  reportDocument(report, () => Promise.resolve(undefined), options);

const cellRuns = ({ runs, notes = [] }: Cell): readonly Run[] => [...runs, ...notes.flat()];

/** Every run of a block and of what is folded into it. */
function runsOf(block: Block): readonly Run[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.runs;
    case 'list':
      return block.items.flat();
    case 'verdict':
      return [block.badge, block.sentence];
    case 'facts':
      return block.facts.flatMap(({ term, cell }) => [term, ...cellRuns(cell)]);
    case 'definitions':
      return block.entries.flatMap(({ term, runs }) => [term, ...runs]);
    case 'table':
      return [block.caption, ...block.head, ...block.rows.flat().flatMap(cellRuns)];
    case 'figures':
      return block.figures.map(({ caption }) => caption);
    case 'pictures':
      return block.pictures.map(({ caption }) => caption);
    case 'preformatted':
      return [];
    case 'fold':
      return [...block.summary, ...block.blocks.flatMap(runsOf)];
  }
}

const runsIn = ({ sections }: ReportDocument) => sections.flatMap(({ blocks }) => blocks.flatMap(runsOf));
const textOf = (run: Run): string => (typeof run === 'string' ? run : run.text);
const section = ({ sections }: ReportDocument, id: string) =>
  (sections.find((one) => one.id === id)?.blocks ?? []).flatMap(runsOf).map(textOf).join('\n');

describe('reportDocument', () => {
  it('has the same sections, blocks and numbers in every language', async () => {
    const [english, german] = [await tell({ locale: 'en' }), await tell({ locale: 'de' })];
    const shape = ({ sections }: ReportDocument) =>
      sections.map(({ id, blocks }) => [id, blocks.map(({ kind }) => kind)]);
    const numbers = (document: ReportDocument) =>
      runsIn(document).flatMap((run) => (typeof run !== 'string' && run.kind === 'number' ? [run] : []));
    expect(shape(german)).toEqual(shape(english));
    const digits = (document: ReportDocument) => numbers(document).map(({ text }) => text.replace(/[^\d]/g, ''));
    expect(digits(german)).toEqual(digits(english));
    expect(numbers(german).filter(({ text }) => text.includes('.'))).toEqual([]);
  });

  it('shows verdicts in the language, and marks what was recorded in English', async () => {
    const document = await tell({ locale: 'de' });
    const [target] = reportExample.targets;
    const runs = runsIn(document);
    expect(runs).not.toContain(target?.verdict.sentence);
    expect(section(document, 'verdict')).toContain('Modellständen');
    for (const { detail } of target?.verdict.reasons ?? []) {
      expect(runs).toContainEqual({ kind: 'muted', text: detail, language: 'en' });
    }
    const marked = runsIn(await tell({ locale: 'en' })).filter((run) => typeof run !== 'string' && 'language' in run);
    expect(marked).toEqual([]);
  });

  it('names in the summary what was asked, found, missing, limited and next, and no p', async () => {
    const text = section(await tell({}), 'summary');
    expect(text).toContain(reportExample.scope.question);
    for (const { checkpoint } of reportExample.targets) expect(text).toContain(checkpoint);
    expect(text).toContain(reportExample.limits[0]);
    expect(text).toContain(reportExample.notMeasured[0]?.what.replace(/^[^:]+: /, ''));
    expect(text).not.toMatch(/\bp [<=]|p-value/);
  });

  it('leaves everything but verdict and summary out of the summary, and no link into nowhere', async () => {
    for (const level of ['summary', 'full'] as const) {
      const document = await tell({ level });
      const ids = new Set(
        document.sections.flatMap(({ id, blocks }) => [
          id,
          ...blocks.flatMap((block) => (block.kind === 'fold' && block.id ? [block.id] : [])),
        ]),
      );
      if (level === 'summary') expect([...ids]).toEqual(['verdict', 'summary']);
      const links = runsIn(document).flatMap((run) => (typeof run !== 'string' && run.kind === 'link' ? [run.to] : []));
      expect(links.filter((to) => !ids.has(to))).toEqual([]);
    }
  });

  it('says with which policy in which version a plan was made', async () => {
    const plan = { ...reportExample.plan, basedOn: { policy: 'standard', version: 7 } };
    expect(section(await tell({}, { ...reportExample, plan }), 'method')).toContain('standard, version 7');
  });
});
