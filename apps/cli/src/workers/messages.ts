/** What the command line and its child processes say to each other. */
import type { Finding } from '@palimpsest/contracts';
import type { UnitJob, UnitProgress } from '@palimpsest/audit';

export type ToWorker = { readonly kind: 'run'; readonly job: UnitJob } | { readonly kind: 'cancel' };

export interface UnitDone {
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

export type FromWorker =
  | { readonly kind: 'progress'; readonly event: UnitProgress }
  | ({ readonly kind: 'done' } & UnitDone)
  /** Stopped between two steps; the last saved state is in the store. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };
