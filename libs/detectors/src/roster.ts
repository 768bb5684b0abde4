/** Every detector of attacked inputs. An explicit list: no discovery. A test compares it with the folder. */
import type { Detector } from '@palimpsest/audit';
import { denoiseConsistency } from './denoise-consistency.js';

export const detectors: readonly Detector[] = [denoiseConsistency];
