/** Orders of the US Federal Trade Commission to delete models made of data that should not have been had. */
import { copies, verdict, type Instrument } from './instrument.js';

export const ftc: Instrument = {
  id: 'ftc-disgorgement',
  title: 'FTC orders to delete models and algorithms',
  edition: 'orders of 2019 to 2022',
  sources: [
    {
      title: 'DWT, on the WW/Kurbo settlement and its forerunners',
      where: 'https://www.dwt.com/blogs/artificial-intelligence-law-advisor/2022/ftc-coppa-disgorgement',
    },
    {
      title: 'Akin, on deletion of algorithms',
      where:
        'https://akingump.com/en/insights/blogs/ag-data-dive/ftc-orders-company-to-delete-algorithms-made-with-data-alleged-to-be-improperly-obtained',
    },
  ],
  requirements: [
    {
      id: 'ftc-disgorgement-work-product',
      reference: 'Cambridge Analytica (2019), Everalbum (2021), WW/Kurbo (2022)',
      asks: 'Models and algorithms developed with the data are deleted or destroyed, in whole and with what was derived of them.',
      wording: 'paraphrased-secondary',
      grounds: [copies, verdict],
      cannotShow:
        'Deletion. Unlearning is not what these orders ask for; an audit can show that a copy still holds the data, and which copies were looked at.',
    },
  ],
};
