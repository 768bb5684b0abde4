/** Norms that an audit can speak to, and a report set beside them. Evidence for, never proof of, compliance. */
export { filingOf, FilingError, type FilingOptions } from './filing/filing-of.js';
export { type Ground, type Instrument, type Requirement, type Source } from './instruments/instrument.js';
export { instruments } from './instruments/roster.js';
export { named, UnknownEntryError, type Profile, type Span, type View } from './profiles/profile.js';
export { profiles } from './profiles/roster.js';
export {
  answeredRequest,
  extendedRequest,
  receivedRequest,
  RequestError,
  withAudit,
  withCheckpoint,
  type NewRequest,
} from './requests/change.js';
export { datePlus } from './requests/dates.js';
export { dueOf, standingOf } from './requests/standing.js';
