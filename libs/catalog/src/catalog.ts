/**
 * The rosters of all plug-in libraries, joined and checked. Loads without onnxruntime: plug-ins import types
 * only from the engines.
 */
import { defineCatalog } from '@palimpsest/audit';
import { defenses } from '@palimpsest/defenses';
import { detectors } from '@palimpsest/detectors';
import { metrics } from '@palimpsest/metrics';
import { probes } from '@palimpsest/probes';

export const catalog = defineCatalog({ probes, detectors, defenses, metrics });
