/** What the handlers work with; made once at boot, handed to Nest under one token. */
import { Inject } from '@nestjs/common';
import type { AllowedOrigins } from './endpoints/allowed-origins.js';
import type { IdentityProvider } from './http/identity-provider.js';
import type { Catalog } from '@palimpsest/audit';
import type { AuditFlow } from '@palimpsest/orchestration';
import type { EncryptionKey, EvidenceSigner } from '@palimpsest/platform';
import type { JobQueue } from '@palimpsest/queue';
import type { Storage } from '@palimpsest/storage';
import type { Database } from '@palimpsest/persistence';

export interface Platform {
  readonly database: Database;
  readonly queue: JobQueue;
  /** Wraps the keys that personal data lie under. */
  readonly master: EncryptionKey;
  /** Null where nothing can be uploaded. */
  readonly storage: Storage | null;
  readonly flow: AuditFlow;
  readonly catalog: Catalog;
  /** Version of the engine: part of every audit's identity. */
  readonly engine: string;
  /** Signs evidence; null where none is handed out. */
  readonly signer: EvidenceSigner | null;
  /** Null where people have API keys only. */
  readonly identityProvider: IdentityProvider | null;
  /** What may be asked over the network. */
  readonly endpointOrigins: AllowedOrigins;
  readonly now: () => Date;
  /** Calls back whenever something happens in the audit; returns how to stop. */
  readonly watch: (project: string, audit: string, onEvent: () => void) => () => void;
}

export const platformToken = Symbol('platform');
export const InjectPlatform = () => Inject(platformToken);
