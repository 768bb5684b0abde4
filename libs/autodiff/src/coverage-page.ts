/** `npm run sync`: writes docs/coverage.md. A script, imported by nobody. */
import { writeFileSync } from 'node:fs';
import { renderCoverage } from './render-coverage.js';

writeFileSync(new URL('../../../docs/coverage.md', import.meta.url), renderCoverage());
