/**
 * Every probe, in the order of its evidence (SCIENCE §4.11). An explicit list: no discovery, no import-time
 * registration. The conformance suite compares it with the folder.
 */
import type { Probe } from '@palimpsest/audit';
import { direct } from './direct.js';
import { noise } from './noise.js';
import { relearn } from './relearn.js';
import { sua } from './sua.js';
import { suaReferenceCode } from './sua-reference-code.js';

export const probes: readonly Probe[] = [direct, noise, relearn, sua, suaReferenceCode];
