/** `palimpsest model`. */
import type { Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export interface AddOptions {
  readonly name: string;
  readonly builtIn?: string;
  readonly again?: boolean;
  readonly dtype?: string;
  readonly oms?: string;
  readonly omsKey?: string;
}

export function addModelCommands(program: Command): void {
  const model = program.command('model').description('Register checkpoints under names that plans can use.');
  const add = model
    .command('add')
    .description(
      'Inspect a checkpoint and register it: a folder, or a repository of the Hugging Face hub, which is downloaded. A broken one is refused and not registered. With --server its files are sent there; interrupted, the same command goes on where it was.',
    )
    .argument('[source]', 'checkpoint in the Hugging Face ONNX layout: a folder, or hf:<org>/<name>[@revision]')
    .option(
      '--dtype <variant>',
      'which of its graphs: fp32, fp16, int8, uint8, q8, q4, q4f16, bnb4 or optimized; fp32 unless given',
    )
    .option('--oms <file>', 'a signature of OpenSSF Model Signing (model.sig) that the files have to agree with')
    .option('--oms-key <file>', "its signer's public key, or certificates of authorities that know signers, PEM")
    .option('--built-in <name>', 'on a server: a checkpoint of the reference zoo instead of a folder')
    .option('--again', 'on a server whose storage was lost: send the files of a checkpoint that is registered already')
    .requiredOption('--name <name>', 'letters, digits, dots, dashes and underscores');
  showExamples(add, [
    ['palimpsest model add ./vendor-export --name vendor-v2', 'then name it in a plan'],
    ['palimpsest model add ./vendor-export --dtype q4 --name vendor-q4', 'the graphs whose names end in _q4'],
    ['palimpsest model add hf:acme/llava-onnx@v1.2 --name vendor-v2', 'download it at that revision'],
    [
      'palimpsest model add ./vendor-export --name vendor-v2 --oms model.sig --oms-key vendor.pub.pem',
      'only if these are the files that the vendor signed',
    ],
    [
      'palimpsest model add ./vendor-export --name vendor-v2 --server https://audits.example.org',
      'send it to a server',
    ],
    ['palimpsest model add --built-in idk-few --name idk-few --server https://audits.example.org', 'nothing is sent'],
  ]);
  add.addHelpText('after', hubHelp);
  const list = model.command('list').description('Registered and built-in checkpoints.');
  showExamples(list, [['palimpsest model list --json', 'for scripts']]);
  const show = model.command('show').description('One checkpoint: folder, digest, files.').argument('<name>');
  showExamples(show, [['palimpsest model show vendor-v2', 'also checks that the folder has not changed']]);
  showExamples(model, [
    ['palimpsest model add ./vendor-export --name vendor-v2', 'register'],
    ['palimpsest model list', 'what can be named in a plan'],
  ]);
  runs<AddOptions>(
    add,
    async ([source], invocation) => (await import('../checkpoints/add.js')).addCheckpoint(source, invocation),
    anywhere,
  );
  runs(list, async (_, invocation) => (await import('../checkpoints/list.js')).listCheckpoints(invocation), anywhere);
  runs(
    show,
    async ([name = ''], invocation) => (await import('../checkpoints/show.js')).showCheckpoint(name, invocation),
    anywhere,
  );
}

const anywhere = 'here-or-server';

const hubHelp = `
What is downloaded lies in hub/ of the state folder, and the commit is remembered with the name. HF_TOKEN opens
gated and private repositories, HF_ENDPOINT names another hub, PALIMPSEST_HUB_HOSTS the only hosts that may be
asked (host,host:port,*.example.org). With PALIMPSEST_OFFLINE=1 or HF_HUB_OFFLINE=1 nothing is fetched.`;
