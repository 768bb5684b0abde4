/** Every section of a report, in order. Adding one: a file in `sections/` and a line here. */
import { attacksSection } from './sections/attacks.js';
import { defensesSection } from './sections/defenses.js';
import { detectorsSection } from './sections/detectors.js';
import { glossarySection } from './sections/glossary.js';
import { identitySection } from './sections/identity.js';
import { limitsSection } from './sections/limits.js';
import { methodSection } from './sections/method.js';
import { peopleSection } from './sections/people.js';
import { picturesSection } from './sections/pictures.js';
import { recoverySection } from './sections/recovery.js';
import { referencesSection } from './sections/references.js';
import { scopeSection } from './sections/scope.js';
import { summarySection } from './sections/summary.js';
import { targetsSection } from './sections/targets.js';
import { utilitySection } from './sections/utility.js';
import { verdictSection } from './sections/verdict.js';
import type { Level, TellSection } from './telling.js';

const always: readonly Level[] = ['summary', 'full'];
const fully: readonly Level[] = ['full'];

export const sections: readonly { readonly levels: readonly Level[]; readonly tell: TellSection }[] = [
  { levels: always, tell: verdictSection },
  { levels: always, tell: summarySection },
  { levels: fully, tell: scopeSection },
  { levels: fully, tell: identitySection },
  { levels: fully, tell: recoverySection },
  { levels: fully, tell: targetsSection },
  { levels: fully, tell: attacksSection },
  { levels: fully, tell: picturesSection },
  { levels: fully, tell: detectorsSection },
  { levels: fully, tell: defensesSection },
  { levels: fully, tell: utilitySection },
  { levels: fully, tell: referencesSection },
  { levels: fully, tell: peopleSection },
  { levels: fully, tell: methodSection },
  { levels: fully, tell: limitsSection },
  { levels: fully, tell: glossarySection },
];
