/**
 * One comparison model to one HTML file that opens from disk, in the style of the audit report: ranks first, then methods
 * × probes, the two plots, differences, and what was compared.
 */
import type { Comparison } from '@palimpsest/contracts';
import { Contents, renderPage } from '../html/page.js';
import { drawComparison } from './draw-comparison.js';
import { LeaderboardSection } from './sections/leaderboard.js';
import { DifferencesSection, MatrixSection } from './sections/matrix.js';
import { ForgetUtilitySection, StealthRecoverySection } from './sections/plots.js';
import { ScopeSection, WarningsSection } from './sections/scope.js';

/** @returns a complete HTML document, UTF-8 */
export async function renderComparisonHtml(comparison: Comparison): Promise<string> {
  const charts = await drawComparison(comparison);
  const hasWarnings = comparison.warnings.length > 0;
  const sections = [
    ...['ranks', ...(hasWarnings ? ['warnings'] : []), 'matrix'],
    ...['utility', 'stealth', 'differences', 'scope'],
  ];
  const title = `Comparison of ${comparison.targets.map(({ label }) => label).join(', ')}`;
  return renderPage({ title, language: 'en', skip: { to: 'ranks', words: 'Skip to the ranks' } }, () => (
    <>
      <LeaderboardSection comparison={comparison} />
      <Contents title="Contents" entries={sections.map((id) => ({ id, name: id }))} />
      {hasWarnings && <WarningsSection comparison={comparison} />}
      <MatrixSection comparison={comparison} />
      <ForgetUtilitySection comparison={comparison} charts={charts} />
      <StealthRecoverySection comparison={comparison} charts={charts} />
      <DifferencesSection comparison={comparison} />
      <ScopeSection comparison={comparison} />
      <footer className="muted">
        <p>
          A comparison says which target gave away less to the probes that it names. It does not say that data was
          erased.
        </p>
      </footer>
    </>
  ));
}
