/** `palimpsest serve`. */
import type { Command } from 'commander';
import { withWorkers, type WorkOptions } from './audit-options.js';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export interface ServeOptions extends WorkOptions {
  readonly host: string;
  readonly port: string;
  readonly demo?: boolean;
  readonly keep?: boolean;
  readonly output: string;
}

export function addServeCommand(program: Command): void {
  const command = program
    .command('serve')
    .description('Start API, worker and database of a server on this machine, and keep them running until Ctrl-C.')
    .option(
      '--host <address>',
      'where the API listens (PALIMPSEST_HOST)',
      process.env['PALIMPSEST_HOST'] ?? '127.0.0.1',
    )
    .option('--port <n>', 'its port; 0 takes a free one (PALIMPSEST_PORT)', process.env['PALIMPSEST_PORT'] ?? '7265');
  withWorkers(command)
    .option('--demo', 'run the demo through the API, write its report, and end')
    .option('--keep', 'with --demo: go on serving afterwards')
    .option('-o, --output <folder>', "with --demo: where the demo's report goes", 'palimpsest-demo');
  showExamples(command, [
    ['palimpsest serve', 'prints the address and, at the first start, the key of the first administrator'],
    ['palimpsest serve --demo', 'the demo, by API, worker and database'],
    ['palimpsest serve --port 0 --json', 'a line for scripts when it is ready'],
  ]);
  command.addHelpText('after', serveHelp);
  runs<ServeOptions>(command, async (_, invocation) => (await import('../serve/serve.js')).serve(invocation));
}

const serveHelp = `
Data and logs lie in server/ of the state folder. PALIMPSEST_DATABASE_URL names a PostgreSQL of yours instead of
the embedded one, PALIMPSEST_REDIS_URL a Redis for the queue. SIGTERM and Ctrl-C end it in good order: steps that
run are finished or stop at their next save. A second one ends it at once; no finding is lost either way.`;
