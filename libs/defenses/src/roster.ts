/** Every defense. An explicit list: no discovery. A test compares it with the folder. */
import type { Defense } from '@palimpsest/audit';
import { dncnn } from './dncnn.js';
import { gaussianBlur } from './gaussian-blur.js';
import { jpeg } from './jpeg.js';
import { median } from './median.js';

export const defenses: readonly Defense[] = [dncnn, gaussianBlur, jpeg, median];
