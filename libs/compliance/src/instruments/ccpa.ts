/** California Consumer Privacy Act as amended by AB 1008. */
import { copies, everyPerson, requestsInTime, resists, verdict, type Instrument } from './instrument.js';

export const ccpa: Instrument = {
  id: 'ccpa',
  title: 'California Consumer Privacy Act, as amended by AB 1008',
  edition: 'in force 2025-01-01',
  sources: [
    { title: 'Civ. Code §§ 1798.105, 1798.130, 1798.140', where: 'https://leginfo.legislature.ca.gov' },
    {
      title: 'Baird Holm, on AB 1008, with the amended definition',
      where: 'https://www.bairdholm.com/blog/privacy-regulations-in-california-now-extend-to-ai/',
    },
    { title: 'Cal. Code Regs. tit. 11, § 7021, on time limits', where: 'https://cppa.ca.gov/regulations/' },
  ],
  requirements: [
    {
      id: 'ccpa-1798-140',
      reference: 'Civ. Code § 1798.140 (AB 1008)',
      asks: 'Personal information can exist in an AI system that is capable of outputting it.',
      wording: 'paraphrased-verified',
      grounds: [verdict, resists('regurgitation'), resists('exfiltration'), everyPerson],
      cannotShow: 'That a system is incapable of it: only that these attempts got nothing beyond a bound.',
    },
    {
      id: 'ccpa-1798-105',
      reference: 'Civ. Code § 1798.105',
      asks: 'Consumers can have the personal information collected from them deleted; service providers and contractors are told to do the same.',
      wording: 'paraphrased-secondary',
      grounds: [verdict, copies],
      cannotShow: 'Deletion outside the model, what others were told, and whether an exception applies.',
    },
    {
      id: 'ccpa-1798-130',
      reference: 'Civ. Code § 1798.130; § 7021 of the regulations',
      asks: 'The answer is due within 45 days of the request; 45 more once, with notice and a reason within the first.',
      wording: 'paraphrased-verified',
      grounds: [requestsInTime],
      cannotShow: 'What the consumer was told, confirmation of receipt, and that the recorded dates are the true ones.',
    },
  ],
};
