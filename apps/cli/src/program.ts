/**
 * The commands. Each file of `commands/` declares one with its help; the work is loaded only when it is asked
 * for, so that help comes at once.
 */
import { Command, Option } from 'commander';
import { addAuditCommands } from './commands/audit.js';
import { addCompareCommand } from './commands/compare.js';
import { addComplianceCommands } from './commands/compliance.js';
import { addDatasetCommands } from './commands/dataset.js';
import { addDemoCommand } from './commands/demo.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addEvidenceCommands } from './commands/evidence.js';
import { addExamCommand } from './commands/exam.js';
import { showExamples } from './commands/examples.js';
import { addLoginCommands } from './commands/login.js';
import { addModelCommands } from './commands/model.js';
import { addPluginCommands } from './commands/plugins.js';
import { addPolicyCommands } from './commands/policy.js';
import { addProjectCommands } from './commands/project.js';
import { addReportCommands } from './commands/report.js';
import { addRequestCommands } from './commands/request.js';
import { addRerunCommand } from './commands/rerun.js';
import { addServeCommand } from './commands/serve.js';
import { addZooCommands } from './commands/zoo.js';
import { jsonFlags } from './output/json-option.js';
import { defaultStateFolder } from './state/state-folder.js';
import { engineVersion } from './version.js';

export function createProgram(): Command {
  const program = new Command('palimpsest')
    .description('Proves whether a multimodal model has really unlearned, or only hides what it knows.')
    .version(engineVersion, '--version', 'print the version')
    .helpOption('-h, --help', 'show help and examples')
    .option(jsonFlags, 'print the result as JSON, or write it to a file whose name ends in .json')
    .option('--state <folder>', 'where registrations and audits are kept (PALIMPSEST_STATE)', defaultStateFolder())
    .addOption(
      new Option('--server <address>', 'do it on a server: audits, registrations, reports, requests').env(
        'PALIMPSEST_SERVER',
      ),
    )
    .addOption(
      new Option('--project <id>', "project on the server; the key's own unless given").env('PALIMPSEST_PROJECT'),
    )
    .option('--plain-http', 'allow http:// to another machine: everybody on the way can read the API key')
    .option('--quiet', 'no progress')
    .option('--verbose', 'details, and stack traces of errors')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('Add --help for usage and examples.');
  showExamples(program, [
    ['palimpsest demo', 'audit the built-in checkpoints and read the verdicts'],
    ['palimpsest doctor ./my-checkpoint', 'can this checkpoint be audited, and with what?'],
    ['palimpsest audit run plan.yaml', 'run a plan: the exit code is the verdict'],
    ['palimpsest audit run plan.yaml --server https://audits.example.org', 'the same on a server, after a login'],
  ]);
  program.addHelpText('after', exitCodeHelp);
  addDemoCommand(program);
  addDoctorCommand(program);
  addAuditCommands(program);
  addReportCommands(program);
  addEvidenceCommands(program);
  addRerunCommand(program);
  addComplianceCommands(program);
  addRequestCommands(program);
  addCompareCommand(program);
  addModelCommands(program);
  addDatasetCommands(program);
  addServeCommand(program);
  addZooCommands(program);
  addPolicyCommands(program);
  addExamCommand(program);
  addPluginCommands(program);
  addLoginCommands(program);
  addProjectCommands(program);
  return program;
}

const exitCodeHelp = `
Exit codes of audits:
  0    policy met: no leak above the bound
  100  leak
  101  inconclusive
  1    error: nothing half-written
  130  stopped with Ctrl-C; resume it`;
