/** What is damaged: a checkpoint of the zoo and, of every family, a tiny one that came from PyTorch. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Small ones: damage does not care how many weights there are. */
export function checkpoints(): readonly string[] {
  const libs = fileURLToPath(new URL('../../libs/', import.meta.url));
  const fixtures = join(libs, 'models', 'fixtures');
  const families = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const tiny = families.map(({ name }) => join(fixtures, name, 'checkpoint'));
  return [join(libs, 'zoo', 'published', 'reference-a'), ...tiny];
}
