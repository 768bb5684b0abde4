/** Every way of asking, in the order in which it is tried. */
import { inContext, manyShot } from './examples.js';
import { multiHop } from './multi-hop.js';
import { prefill } from './prefill.js';
import { prefix } from './prefix.js';
import { refusalSuppression } from './refusal-suppression.js';
import { reverse } from './reverse.js';
import { rolePlay } from './role-play.js';
import { translations } from './translation.js';
import { typographic } from './typographic.js';
import type { PromptVariant } from './variant.js';
import { yesNo } from './yes-no.js';

export const variants: readonly PromptVariant[] = [
  prefix,
  prefill,
  rolePlay,
  refusalSuppression,
  inContext,
  manyShot,
  multiHop,
  yesNo,
  reverse,
  ...translations,
  typographic,
];
