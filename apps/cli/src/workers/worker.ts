/** What runs in each child process of the command line. */
import { serveUnits } from '@palimpsest/hosting';
import { z } from 'zod';
import { unitPorts } from '../state/sources.js';

const settings = z.strictObject({ state: z.string() });

serveUnits((given) => unitPorts(settings.parse(given).state), { clock: performance });
