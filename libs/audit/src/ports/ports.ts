/**
 * What an audit needs from outside: models, data, images, storage, time. Each port is small; the command
 * line and the server supply different adapters and the engine cannot tell.
 */
import type { ProgressEvent } from '@palimpsest/contracts';
import type { Dataset, RgbImage } from '@palimpsest/datasets';
import type { CheckpointIdentity, VisionLanguageModel } from '@palimpsest/models';
import type { Catalog } from '../plugins/catalog.js';
import type { AuditStore } from './audit-store.js';
import type { AuditRecord, WorkPool } from './work.js';

/** Checkpoints by registered name. */
export interface ModelSource {
  /** Reads the manifest only: no session is opened. */
  identify(name: string): Promise<CheckpointIdentity>;
  open(name: string): Promise<VisionLanguageModel>;
}

/** Data sets by registered name. */
export interface DatasetSource {
  open(id: string): Promise<Dataset>;
}

/** The image formats an attack must survive. */
export interface ImageCodec {
  encode(image: RgbImage, format: 'png' | 'jpeg', quality?: number): Promise<Uint8Array>;
  decode(bytes: Uint8Array): Promise<RgbImage>;
}

/** Shipped weights of defenses and detectors. */
export interface AssetSource {
  read(name: string): Promise<Uint8Array>;
}

/** Milliseconds from any origin. Only timings use it; findings never do. */
export interface Clock {
  now(): number;
}

export type ProgressSink = (event: ProgressEvent) => void;

/** What one unit of work needs: the part of the ports that exists in every worker process. */
export interface UnitPorts {
  readonly catalog: Catalog;
  readonly models: ModelSource;
  readonly datasets: DatasetSource;
  readonly images: ImageCodec;
  readonly assets: AssetSource;
  readonly store: AuditStore;
}

export interface AuditPorts extends UnitPorts {
  readonly clock: Clock;
  /** Version of the engine: part of every unit's key. */
  readonly engine: string;
  readonly progress?: ProgressSink;
  /** Where units run; in this process, one after the other, when absent. */
  readonly pool?: WorkPool;
  readonly signal?: AbortSignal;
  /** Awaited when the plan is stored and before any unit runs; what it throws ends the audit there. */
  readonly prepared?: (record: AuditRecord) => Promise<void>;
}
