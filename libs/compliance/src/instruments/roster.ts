/** Every instrument. An explicit list; a spec checks that ids are unique and that everything is said. */
import { aiAct } from './ai-act.js';
import { ccpa } from './ccpa.js';
import { edpb } from './edpb-28-2024.js';
import { ftc } from './ftc.js';
import { gdpr, ukGdpr } from './gdpr.js';
import type { Instrument } from './instrument.js';
import { iso42001 } from './iso-42001.js';
import { mitreAtlas } from './mitre-atlas.js';
import { nist } from './nist.js';

export const instruments: readonly Instrument[] = [gdpr, edpb, aiAct, ukGdpr, ccpa, ftc, nist, iso42001, mitreAtlas];
