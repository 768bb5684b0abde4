/** `palimpsest zoo`. */
import { Option, type Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export interface ZooBuildOptions {
  readonly pool: 'development' | 'published' | 'exam';
  readonly output?: string;
  readonly threads: string;
}

export function addZooCommands(program: Command): void {
  const zoo = program.command('zoo').description('The reference checkpoints whose truth is known.');
  const list = zoo.command('list').description('The shipped checkpoints: what is known and what they answer.');
  showExamples(list, [['palimpsest zoo list', 'who forgot, who hides']]);
  const build = zoo
    .command('build')
    .description('Rebuild a pool of checkpoints from seeds and compare it with the shipped one. Stopped, it goes on.')
    .addOption(
      new Option('--pool <pool>', 'which people').choices(['development', 'published', 'exam']).default('published'),
    )
    .option('--output <folder>', 'where it goes; zoo/<pool> in the state folder unless given')
    .option('--threads <n>', 'threads of the training; the shipped pool was built with 2', '2');
  showExamples(build, [
    ['palimpsest zoo build', 'tens of minutes on two cores'],
    ['palimpsest zoo build --pool development --output ./zoo-dev', 'the people that settings were chosen on'],
    ['palimpsest zoo build --pool exam', 'some sixty checkpoints that the verdict is examined on'],
  ]);
  showExamples(zoo, [['palimpsest zoo list', 'who forgot, who hides']]);
  runs(list, async (_, invocation) => (await import('../zoo/list.js')).listZoo(invocation));
  runs<ZooBuildOptions>(build, async (_, invocation) => (await import('../zoo/build.js')).build(invocation));
}
