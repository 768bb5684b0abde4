/** One registered checkpoint; on this machine compared with what lies in its folder now. */
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { bytesText, shortDigest } from '../output/words.js';
import { originText } from '../hub/origin-text.js';
import { checkpointShelf } from './shelf.js';

/** @throws UsageError when the folder is no longer what was registered */
export async function showCheckpoint(name: string, invocation: Invocation): Promise<void> {
  const shown = await (await checkpointShelf(invocation)).show(name);
  const { digest, folder, files, hub, oms } = shown;
  await emit(invocation.options.json, shown, () =>
    [
      columns([
        ['name', name],
        ...(folder === undefined ? [] : [['folder', folder]]),
        ['digest', digest],
        ...(hub ? [['from', originText(hub)]] : []),
        ...(oms
          ? [['signed', `as "${oms.name}", ${oms.verifiedBy ? `by ${oms.verifiedBy}` : 'by nobody verified'}`]]
          : []),
      ]),
      '',
      columns(files.map((file) => [file.path, bytesText(file.bytes), shortDigest(file.sha256)])),
    ].join('\n'),
  );
}
