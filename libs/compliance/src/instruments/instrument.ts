/**
 * What a norm asks that an audit can speak to, in our own words. Texts are never copied: whoever needs the wording reads
 * the source that is named, and `wording` says how far the paraphrase was checked against it.
 */
import type { AttackClass, WordingStatus } from '@palimpsest/contracts';

/** What a requirement rests on; each kind is judged in one place (`filing/grounds.ts`). */
export type Ground =
  /** Nothing comes out beyond the margin, whatever the plan tried. */
  | { readonly kind: 'verdict' }
  /** Nobody's own bound is above the threshold. */
  | { readonly kind: 'every-person' }
  /** The class was tried through both channels, whatever came of it. */
  | { readonly kind: 'tested'; readonly attackClass: AttackClass }
  /** The class was tried, and nothing came out. */
  | { readonly kind: 'resists'; readonly attackClass: AttackClass }
  /** Margins, probes and seeds were hashed before there were results. */
  | { readonly kind: 'plan-first' }
  /** Every result is there, bound by one digest. */
  | { readonly kind: 'results-bound' }
  /** The report says when it was drawn; who signs it is beside it. */
  | { readonly kind: 'dated-and-signed' }
  /** Which exact files were looked at. */
  | { readonly kind: 'identity' }
  /** Which exact data set was looked at. */
  | { readonly kind: 'data-identity' }
  /** What was not measured, and what the result does not mean. */
  | { readonly kind: 'limits' }
  /** Linked requests were answered in time. */
  | { readonly kind: 'requests-in-time' }
  /** Every copy that the linked requests list was audited. */
  | { readonly kind: 'copies' };

export interface Source {
  readonly title: string;
  /** Where a reader finds it: an address, or a publisher's number. */
  readonly where: string;
}

export interface Requirement {
  /** Unique over all instruments; begins with the instrument's id. */
  readonly id: string;
  /** Article, section or control. */
  readonly reference: string;
  readonly asks: string;
  readonly wording: WordingStatus;
  /** None: nothing in a report speaks to it. */
  readonly grounds: readonly Ground[];
  readonly cannotShow: string;
}

export interface Instrument {
  readonly id: string;
  readonly title: string;
  /** Date or edition of the wording that was looked at. */
  readonly edition: string;
  readonly sources: readonly Source[];
  readonly requirements: readonly Requirement[];
}

export const verdict = { kind: 'verdict' } as const;
export const everyPerson = { kind: 'every-person' } as const;
export const planFirst = { kind: 'plan-first' } as const;
export const resultsBound = { kind: 'results-bound' } as const;
export const datedAndSigned = { kind: 'dated-and-signed' } as const;
export const identity = { kind: 'identity' } as const;
export const dataIdentity = { kind: 'data-identity' } as const;
export const limits = { kind: 'limits' } as const;
export const requestsInTime = { kind: 'requests-in-time' } as const;
export const copies = { kind: 'copies' } as const;
export const tested = (attackClass: AttackClass) => ({ kind: 'tested', attackClass }) as const;
export const resists = (attackClass: AttackClass) => ({ kind: 'resists', attackClass }) as const;
