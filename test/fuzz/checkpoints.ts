/** What is damaged: a checkpoint of the zoo and, of every family, a tiny one that came from PyTorch, in all its variants. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkpointFamilies } from '@palimpsest/contracts';

/** Small ones: damage does not care how many weights there are. */
export function checkpoints(): readonly string[] {
  const libs = fileURLToPath(new URL('../../libs/', import.meta.url));
  const fixtures = join(libs, 'models', 'fixtures');
  const tiny = checkpointFamilies.map((family) => join(fixtures, family, 'checkpoint'));
  return [join(libs, 'zoo', 'published', 'reference-a'), ...tiny];
}
