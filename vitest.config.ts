/**
 * One vitest run for every room. Suffixes say what a test needs: `.spec` nothing, `.ort-spec`
 * onnxruntime, `.e2e-spec` a built reference zoo and the command line, `.server-spec` a redis-server and Debian's
 * PostgreSQL: those run with PALIMPSEST_TEST_SERVERS=1, as in CI, because the rest is to need Node only.
 * Files run in child processes: onnxruntime aborts when a worker thread is terminated mid-run.
 */
import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

const servers = process.env['PALIMPSEST_TEST_SERVERS'] ? ['{libs,test}/**/*.server-spec.ts'] : [];
const libs = fileURLToPath(new URL('./libs/', import.meta.url));

/** Tier 3 and what stands on it: their tests start processes and set variables of the environment. */
const platform = '{libs/{client,hosting,orchestration,persistence,platform,queue,storage},apps/{api,worker}}/**';

/** Projects start in the order of their names: first what takes minutes, so that moments fill the end. */
const project = (name: string, isolate: boolean, include: string[], exclude: string[] = []) =>
  ({ extends: true, test: { name, isolate, include, exclude } }) as const;

export default defineConfig({
  resolve: { alias: [{ find: /^@palimpsest\/([a-z-]+)$/, replacement: `${libs}$1/src/index.ts` }] },
  test: {
    projects: [
      project('1 whole', true, ['test/**/*.e2e-spec.ts', ...servers]),
      project('2 platform', true, [`${platform}/*.spec.{ts,tsx}`]),
      project('3 onnxruntime', true, ['{libs,apps}/**/*.ort-spec.ts']),
      // Pure code keeps nothing, so its files share processes: what they import is loaded once, not for each.
      project('4 pure', false, ['{libs,apps,test}/**/*.spec.{ts,tsx}'], [platform]),
    ],
    pool: 'forks',
    maxWorkers: 2, // the default leaves one of two cores idle, and the suite has 25 minutes
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
