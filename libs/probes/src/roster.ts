/**
 * Every probe, in the order of its evidence (SCIENCE §4.11). An explicit list: no discovery, no import-time
 * registration. The conformance suite compares it with the folder.
 */
import type { Probe } from '@palimpsest/audit';
import { blackBox } from './black-box.js';
import { direct } from './direct.js';
import { embeddingPerturbation } from './embedding-perturbation.js';
import { gateBypass } from './gate-bypass.js';
import { headProjection } from './head-projection.js';
import { linearProbe } from './linear-probe.js';
import { logitLens } from './logit-lens.js';
import { membership } from './membership.js';
import { memorisation } from './memorisation.js';
import { noise } from './noise.js';
import { paraphrase } from './paraphrase.js';
import { prompt } from './prompt.js';
import { quantise } from './quantise.js';
import { relearn } from './relearn.js';
import { sampling } from './sampling.js';
import { softPrompt } from './soft-prompt.js';
import { sua } from './sua.js';
import { suaReferenceCode } from './sua-reference-code.js';
import { textOnly } from './text-only.js';

export const probes: readonly Probe[] = [
  direct,
  paraphrase,
  textOnly,
  sampling,
  prompt,
  quantise,
  gateBypass,
  logitLens,
  headProjection,
  memorisation,
  membership,
  noise,
  linearProbe,
  relearn,
  blackBox,
  sua,
  suaReferenceCode,
  softPrompt,
  embeddingPerturbation,
];
