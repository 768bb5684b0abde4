/** Where requests to be erased are kept: on this machine or on a server. */
import type { ErasureRequest, RequestAnswer, RequestStanding, ServedCheckpoint } from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';

export interface StandingRequest {
  readonly request: ErasureRequest;
  /** On the day it was asked about. */
  readonly standing: RequestStanding;
}

export interface NewRequest extends Pick<ErasureRequest, 'id' | 'profile' | 'received' | 'subjects' | 'checkpoints'> {
  /** The people have to be of this data set. */
  readonly dataset?: string;
}

/** When the person was told; null is today. */
export interface Told {
  readonly on: string | null;
}

export interface RequestLink {
  readonly audit: string | null;
  readonly checkpoint: ServedCheckpoint | null;
}

export interface DueBy {
  /** As of which day, `YYYY-MM-DD`; today unless given. */
  readonly on?: string;
  /** Days. */
  readonly within?: number;
}

export interface RequestDesk {
  /** In the order of recording. */
  list(): Promise<readonly StandingRequest[]>;
  /** Without an answer, the most urgent first. */
  due(by: DueBy): Promise<readonly StandingRequest[]>;
  /** @throws when there is none of that id */
  find(id: string): Promise<StandingRequest>;
  /** @throws when the id is taken, or for an unknown profile */
  add(request: NewRequest): Promise<StandingRequest>;
  /** @throws when it cannot be extended */
  extend(id: string, extension: Told & { readonly reason: string }): Promise<StandingRequest>;
  /** @throws when it cannot be answered so */
  answer(id: string, answer: Told & Pick<RequestAnswer, 'outcome' | 'reason'>): Promise<StandingRequest>;
  /** @throws for a checkpoint that cannot be linked */
  link(id: string, link: RequestLink): Promise<StandingRequest>;
}

export async function requestDesk({ options }: Invocation): Promise<RequestDesk> {
  if (!options.server) return (await import('./local-desk.js')).localDesk(options.state);
  const { connect } = await import('../server/connect.js');
  return (await import('./server-desk.js')).serverDesk(await connect(options));
}
