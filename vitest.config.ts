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

export default defineConfig({
  resolve: { alias: [{ find: /^@palimpsest\/([a-z-]+)$/, replacement: `${libs}$1/src/index.ts` }] },
  test: {
    include: [
      'libs/**/*.{spec,ort-spec}.{ts,tsx}',
      'apps/**/*.{spec,ort-spec}.{ts,tsx}',
      'test/**/*.{spec,e2e-spec}.ts',
      ...servers,
    ],
    pool: 'forks',
    maxWorkers: 2, // the default leaves one of two cores idle, and the suite has 25 minutes
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
