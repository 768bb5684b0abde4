/** Which graphs `--dtype` asks for. */
import { checkpointVariantNames, type CheckpointVariant } from '@palimpsest/contracts';
import { UsageError } from '../failure.js';

/** @throws UsageError naming all there could be */
export function chosenVariant(given = 'fp32'): CheckpointVariant {
  const found = checkpointVariantNames.find((variant) => variant === given);
  if (found) return found;
  throw new UsageError(`--dtype ${given}: choose one of ${checkpointVariantNames.join(', ')}`);
}
