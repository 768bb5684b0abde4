/** `npm run sync`: writes docs/openapi.json. A script, imported by nobody. */
import { writeFileSync } from 'node:fs';
import manifest from '../../../../package.json' with { type: 'json' };
import { renderOpenApi } from './render-openapi.js';

writeFileSync(new URL('../../../../docs/openapi.json', import.meta.url), renderOpenApi(manifest.version));
