/** MITRE ATLAS: techniques of attackers, not duties. Here they say what was tried, in words that security teams use. */
import { resists, type Instrument } from './instrument.js';

export const mitreAtlas: Instrument = {
  id: 'mitre-atlas',
  title: 'MITRE ATLAS',
  edition: 'techniques as of 2025-11',
  sources: [{ title: 'MITRE ATLAS', where: 'https://atlas.mitre.org' }],
  requirements: [
    {
      id: 'mitre-atlas-t0024-000',
      reference: 'AML.T0024.000 Infer Training Data Membership',
      asks: 'Whether an attacker can tell that somebody was in the training data.',
      wording: 'paraphrased-verified',
      grounds: [resists('membership-inference')],
      cannotShow: 'Membership attacks with shadow models: none are trained.',
    },
    {
      id: 'mitre-atlas-t0024-001',
      reference: 'AML.T0024.001 Invert AI Model',
      asks: 'Whether an attacker can reconstruct training data from what the model gives out.',
      wording: 'paraphrased-verified',
      grounds: [resists('model-inversion'), resists('reconstruction')],
      cannotShow: 'Anything while no probe tries it.',
    },
    {
      id: 'mitre-atlas-t0043',
      reference: 'AML.T0043 Craft Adversarial Data',
      asks: 'Whether inputs made for it bring forgotten facts back.',
      wording: 'quoted-by-id-only',
      grounds: [resists('exfiltration')],
      cannotShow: 'Adversarial inputs for other ends.',
    },
    {
      id: 'mitre-atlas-t0057',
      reference: 'AML.T0057 LLM Data Leakage',
      asks: 'Whether questions get private training data out of the model.',
      wording: 'quoted-by-id-only',
      grounds: [resists('regurgitation'), resists('attribute-inference')],
      cannotShow: 'Leaks of prompts, retrieved documents or other users’ data.',
    },
  ],
};
