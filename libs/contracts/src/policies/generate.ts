/** `npm run sync`: writes policies.json, which a browser can load too. A script, imported by nobody. */
import { writeFileSync } from 'node:fs';
import { renderPolicies } from './read-policies.js';

writeFileSync(new URL('./policies.json', import.meta.url), renderPolicies());
