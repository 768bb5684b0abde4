/** What a worker process and the process that started it say to each other. */
import type { Finding } from '@palimpsest/contracts';
import type { UnitJob, UnitProgress } from '@palimpsest/audit';

export type ToWorker =
  /** First of all, once. */
  | { readonly kind: 'open'; readonly settings: unknown; readonly beatSeconds: number }
  | { readonly kind: 'run'; readonly job: UnitJob }
  /** Stop between two steps. */
  | { readonly kind: 'cancel' }
  /** Close what is open and end. */
  | { readonly kind: 'leave' };

export interface UnitDone {
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

export type FromWorker =
  /** Said whenever the event loop gets a turn, so not while onnxruntime computes. */
  | { readonly kind: 'alive' }
  /** The ports could not be opened: no unit can run here. */
  | { readonly kind: 'unusable'; readonly message: string }
  | { readonly kind: 'progress'; readonly event: UnitProgress }
  | ({ readonly kind: 'done' } & UnitDone)
  /** Stopped between two steps; the last saved state is in the store. */
  | { readonly kind: 'cancelled' }
  /** `error` is the name of its class. */
  | { readonly kind: 'failed'; readonly error: string; readonly message: string };
