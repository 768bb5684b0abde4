/** Registers a checkpoint after everything about it has been checked. */
import { parseStrict, slug } from '@palimpsest/contracts';
import type { GlobalOptions, Invocation } from '../commands/invocation.js';
import type { AddOptions } from '../commands/model.js';
import { UsageError } from '../failure.js';
import { isHubAddress } from '../hub/hub-address.js';
import { originText } from '../hub/origin-text.js';
import { emit } from '../output/output.js';
import type { SignedIdentity } from '../state/checkpoint-registry.js';
import { shortDigest } from '../output/words.js';
import { chosenVariant } from './chosen-variant.js';
import { checkpointShelf, type NewCheckpoint } from './shelf.js';

/**
 * @throws ModelError, OnnxFormatError or GraphError for what is wrong with the folder; UsageError for the name;
 * HubError when it cannot be downloaded
 */
export async function addCheckpoint(source: string | undefined, invocation: Invocation<AddOptions>): Promise<void> {
  const { options } = invocation;
  const { name, again = false } = options;
  checkUsage(source, options);
  const shelf = await checkpointShelf(invocation); // a server that is not there is noticed before a long download
  const from = await sourceOf(source, invocation);
  const { digest, family, oms } = await shelf.add({ name, from, again });
  const [folder, hub] = 'folder' in from ? [from.folder, from.hub] : [];
  const next = !options.server ? `, or palimpsest doctor ${name}` : '';
  await emit(
    options.json,
    { name, ...(folder && { folder }), digest, family, ...(hub && { hub }), ...(oms && { oms }) },
    () =>
      [
        `Registered "${name}": ${family}, digest ${shortDigest(digest)}…`,
        ...(hub ? [`From ${originText(hub)}`] : []),
        ...(oms ? [signedText(oms)] : []),
        `Next: name it in a plan${next}`,
      ].join('\n'),
  );
}

const signedText = ({ name, verifiedBy }: SignedIdentity): string =>
  verifiedBy === null
    ? `Its files are those of "${name}" in the signature; who signed was not verified (--oms-key)`
    : `Its files are those of "${name}", signed by ${verifiedBy}`;

function checkUsage(
  source: string | undefined,
  { name, builtIn, dtype, oms, omsKey, server }: AddOptions & Pick<GlobalOptions, 'server'>,
): void {
  if ((source === undefined) === (builtIn === undefined))
    throw new UsageError('Give either a checkpoint, as a folder or hf:<org>/<name>, or --built-in <name>');
  if (source !== undefined && isHubAddress(source)) parseStrict(slug, name, '--name');
  if (oms !== undefined && (server !== undefined || builtIn !== undefined))
    throw new UsageError('--oms is compared with files on this machine; leave --server and --built-in away');
  if (omsKey !== undefined && oms === undefined)
    throw new UsageError('--oms-key verifies a signature; name it by --oms');
  if (builtIn !== undefined && dtype !== undefined)
    throw new UsageError('--dtype chooses among the graphs of a folder or a repository; built-in checkpoints have one');
}

async function sourceOf(
  source: string | undefined,
  invocation: Invocation<AddOptions>,
): Promise<NewCheckpoint['from']> {
  const { name, builtIn, dtype, oms: file, omsKey: key } = invocation.options;
  const oms = file === undefined ? {} : { oms: { file, ...(key !== undefined && { key }) } };
  const variant = chosenVariant(dtype);
  if (source !== undefined && isHubAddress(source)) {
    const { downloadCheckpoint } = await import('./download.js');
    const { folder, origin } = await downloadCheckpoint({ address: source, variant, label: name }, invocation);
    return { folder, hub: origin, ...oms };
  }
  return source !== undefined ? { folder: source, variant, ...oms } : { builtIn: builtIn ?? '' };
}
