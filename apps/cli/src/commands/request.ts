/** `palimpsest request`. */
import { Option, type Command } from 'commander';
import { derivations, requestOutcomes } from '@palimpsest/contracts';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export interface AddRequestOptions {
  readonly profile: string;
  readonly received: string;
  readonly subject: readonly string[];
  readonly dataset?: string;
  readonly checkpoint?: readonly string[];
}

export interface ExtendOptions {
  readonly on?: string;
  readonly reason: string;
}

export interface AnswerOptions {
  readonly on?: string;
  readonly outcome: (typeof requestOutcomes)[number];
  readonly reason?: string;
}

export interface LinkOptions {
  readonly audit?: string;
  readonly checkpoint?: string;
  readonly derivedFrom?: string;
  readonly how?: (typeof derivations)[number];
}

export interface DueOptions {
  readonly on?: string;
  readonly within?: number;
}

export function addRequestCommands(program: Command): void {
  const request = program
    .command('request')
    .description(
      'Requests of people to be erased: until when, which checkpoints, which audits. People by pseudonym only.',
    );
  const add = request
    .command('add')
    .description('Record a request. Its deadline follows from the profile.')
    .argument('<id>', 'letters, digits, dots, dashes and underscores; not a name')
    .requiredOption('--profile <id>', 'whose law sets the deadline: palimpsest compliance list')
    .requiredOption('--received <date>', 'YYYY-MM-DD')
    .requiredOption('--subject <pseudonym...>', 'as findings and reports show them: S- and twelve hex digits')
    .option('--dataset <name>', 'check that they are people of this data set')
    .option('--checkpoint <name...>', 'checkpoints in service; link adds copies made of them');
  showExamples(add, [
    ['palimpsest request add r-17 --profile eu --received 2026-11-02 --subject S-0123456789ab', 'due on 2026-12-02'],
  ]);
  const list = request.command('list').description('All requests, and whether they are in time.');
  showExamples(list, [['palimpsest request list --json', 'for scripts']]);
  const show = request.command('show').description('One request.').argument('<id>');
  showExamples(show, [['palimpsest request show r-17', 'people, checkpoints, audits, dates']]);
  const extend = request
    .command('extend')
    .description('Record that the person was told of a longer deadline, and why.')
    .argument('<id>')
    .option('--on <date>', 'when they were told; today unless given')
    .requiredOption('--reason <text>', 'what they were told; no names');
  showExamples(extend, [['palimpsest request extend r-17 --reason "three models to retrain"', 'once, in time']]);
  const answer = request
    .command('answer')
    .description('Record what the person was told. No audit says that data were erased; this is the controller’s word.')
    .argument('<id>')
    .option('--on <date>', 'when they were told; today unless given')
    .addOption(new Option('--outcome <outcome>', 'what they were told').choices(requestOutcomes).makeOptionMandatory())
    .option('--reason <text>', 'why not, or why in part; no names');
  showExamples(answer, [['palimpsest request answer r-17 --outcome erased --on 2026-11-20', 'once']]);
  const link = request
    .command('link')
    .description('Link an audit, or a checkpoint in service and what it was made from.')
    .argument('<id>')
    .option('--audit <audit>', 'an audit that looked for what was to be erased')
    .option('--checkpoint <name>', 'a checkpoint in service')
    .option('--derived-from <name>', 'a linked checkpoint that it was made from')
    .addOption(new Option('--how <how>', 'how it was made').choices(derivations));
  showExamples(link, [
    ['palimpsest request link r-17 --audit vendor-v2-0f3c91aa02de', 'what was looked at'],
    ['palimpsest request link r-17 --checkpoint vendor-q4 --derived-from vendor-v2 --how quantised', 'a copy'],
  ]);
  const due = request
    .command('due')
    .description('Requests without an answer, the most urgent first. Exit code 100 when one is overdue.')
    .option('--on <date>', 'as of this day; today unless given')
    .option('--within <days>', 'only those that are due within so many days', Number);
  showExamples(due, [['palimpsest request due --within 7', 'for a daily job']]);
  showExamples(request, [
    ['palimpsest request due', 'what is open'],
    ['palimpsest request due --within 7 --server https://audits.example.org', 'of a project on a server'],
    ['palimpsest report export vendor-v2-0f3c91aa02de --format crosswalk-csv --profile eu --request r-17', 'to file'],
  ]);
  runs<AddRequestOptions>(
    add,
    async ([id = ''], invocation) => (await import('../requests/change.js')).addRequest(id, invocation),
    anywhere,
  );
  runs(list, async (_, invocation) => (await import('../requests/read.js')).listRequests(invocation), anywhere);
  runs(
    show,
    async ([id = ''], invocation) => (await import('../requests/read.js')).showRequest(id, invocation),
    anywhere,
  );
  runs<ExtendOptions>(
    extend,
    async ([id = ''], invocation) => (await import('../requests/change.js')).extendRequest(id, invocation),
    anywhere,
  );
  runs<AnswerOptions>(
    answer,
    async ([id = ''], invocation) => (await import('../requests/change.js')).answerRequest(id, invocation),
    anywhere,
  );
  runs<LinkOptions>(
    link,
    async ([id = ''], invocation) => (await import('../requests/change.js')).linkRequest(id, invocation),
    anywhere,
  );
  runs<DueOptions>(
    due,
    async (_, invocation) => (await import('../requests/due.js')).dueRequests(invocation),
    anywhere,
  );
}

const anywhere = 'here-or-server';
