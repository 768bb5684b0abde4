/** Probes: ways of getting knowledge out of a checkpoint. */
export { blackBox } from './black-box.js';
export { direct } from './direct.js';
export { linearProbe } from './linear-probe.js';
export { logitLens } from './logit-lens.js';
export { membership } from './membership.js';
export { memorisation } from './memorisation.js';
export { noise } from './noise.js';
export { paraphrase } from './paraphrase.js';
export { prompt } from './prompt.js';
export { quantise } from './quantise.js';
export { relearn } from './relearn.js';
export { sampling } from './sampling.js';
export { sua } from './sua.js';
export { suaReferenceCode } from './sua-reference-code.js';
export { textOnly } from './text-only.js';
export { probes } from './roster.js';
