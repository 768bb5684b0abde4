/** A checkpoint of the hub brought to this machine, for people: a bar, Ctrl-C, and where it lies then. */
import type { CheckpointVariant } from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';
import { fetchCheckpoint, type FetchedCheckpoint } from '../hub/fetch-checkpoint.js';
import { parseHubAddress } from '../hub/hub-address.js';
import { hubConnection } from '../hub/hub-connection.js';
import { hubSettings } from '../hub/hub-settings.js';
import { stoppable } from '../workers/interrupt.js';

export interface DownloadRequest {
  /** `hf:<org>/<name>[@revision]` */
  readonly address: string;
  readonly variant: CheckpointVariant;
  /** Of the bar. */
  readonly label: string;
}

/** @throws UsageError, HubError when it cannot be had; InterruptedError on Ctrl-C, after which the same command goes on */
export async function downloadCheckpoint(
  { address, variant, label }: DownloadRequest,
  { options, progress }: Invocation,
): Promise<FetchedCheckpoint> {
  const parsed = parseHubAddress(address);
  const settings = hubSettings();
  return stoppable('what has arrived stays; the same command goes on from there', (signal) =>
    fetchCheckpoint(parsed, {
      ...{ settings, ask: hubConnection(settings), signal, variant, state: options.state },
      progress: (total) => progress.task(label, total),
    }),
  );
}
