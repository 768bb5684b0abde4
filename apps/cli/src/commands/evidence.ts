/** `palimpsest evidence`, `palimpsest verify`, `palimpsest verifier` and `palimpsest keys`. */
import { reportPictures, type ReportPictures } from '@palimpsest/contracts';
import { Option, type Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export interface EvidenceOptions {
  readonly output: string;
  readonly key?: string;
  readonly signer?: string;
  readonly signerKey?: string;
  readonly pictures?: ReportPictures;
  readonly unredacted?: boolean;
  readonly annexKey?: readonly string[];
  readonly annexAnswers?: boolean;
  readonly timestamp?: string;
}

export interface VerifyOptions {
  readonly key?: readonly string[];
  readonly tsaRoots?: string;
  readonly tsaCrl?: readonly string[];
}

export interface OpenAnnexOptions {
  readonly identity: string;
  readonly output: string;
}

/** Of commands that write one file. */
export interface FileOptions {
  readonly output: string;
}

export function addEvidenceCommands(program: Command): void {
  addEvidence(program);
  addVerify(program);
  addVerifier(program);
  addKeys(program);
}

function addEvidence(program: Command): void {
  const evidence = program.command('evidence').description('What an audit looked at and found, for others to check.');
  const command = evidence
    .command('export')
    .description(
      'Write a folder with report, findings and plan, the digests of everything that went in, and a signature over all.',
    )
    .argument('<audit>', 'its name, as audit list shows it')
    .requiredOption('-o, --output <folder>', 'a new folder, or a new file that ends in .tar')
    .option(
      '--key <file>',
      'Ed25519 private key, PEM; else that of PALIMPSEST_SIGNING_KEY, else nothing is signed. A server signs with its own',
    )
    .option(
      '--signer <command>',
      'exec: and a command that signs what it reads, for keys on a token or elsewhere; it writes the signature',
    )
    .option('--signer-key <file>', 'Ed25519 public key, PEM, of what --signer signs with')
    .option(
      '--timestamp <address>',
      'an authority (RFC 3161) that stamps the folder; its host has to be in PALIMPSEST_TIMESTAMP_HOSTS',
    )
    .addOption(
      new Option(
        '--pictures <how>',
        'of people: not at all, as coarse colours, or as they are, marked and logged; withhold unless given',
      ).choices(reportPictures),
    )
    .option('--unredacted', 'as --pictures show: for those who may see people')
    .option(
      '--annex-key <recipient...>',
      'public key of age, age1…: adds the perturbations δ, encrypted for all that are named, and logs it',
    )
    .option('--annex-answers', 'the true answers of people to be forgotten as well, in the annex only')
    .addHelpText(
      'after',
      [
        '',
        'A redacted folder holds neither pictures nor digests of pictures. Answers are in clear in no form: findings count',
        'them, and what the models replied is not kept. Who has δ and the model has the answers: δ is in the annex or nowhere.',
      ].join('\n'),
    );
  const examples = [
    ['palimpsest evidence export vendor-v2-0f3c91aa02de -o evidence --key auditor.pem', 'to hand over'],
    [
      'palimpsest evidence export vendor-v2-0f3c91aa02de -o evidence.tar --server https://audits.example.org',
      'signed by the server, with what its log says about the audit',
    ],
    [
      'palimpsest evidence export vendor-v2-0f3c91aa02de -o evidence --signer "exec:sign-with-token --slot 2" --signer-key auditor.pub.pem',
      'with a key that stays on its token',
    ],
    [
      'palimpsest evidence export vendor-v2-0f3c91aa02de -o evidence --annex-key age1…',
      'with δ for whoever has the secret key (age-keygen -o key.txt)',
    ],
  ] as const;
  showExamples(command, examples);
  showExamples(evidence, examples);
  runs<EvidenceOptions>(
    command,
    async ([id = ''], invocation) => (await import('../evidence/export-evidence.js')).exportEvidence(id, invocation),
    'here-or-server',
  );
  addOpenAnnex(evidence);
}

function addOpenAnnex(evidence: Command): void {
  const command = evidence
    .command('open-annex')
    .description('Decrypt the annex of a folder of evidence, and check that it holds what the manifest lists.')
    .argument('<folder>', 'as evidence export wrote it')
    .requiredOption('--identity <file>', 'secret keys of age, as age-keygen wrote them')
    .requiredOption('-o, --output <folder>', 'a new folder, whose files only you can read')
    .addHelpText(
      'after',
      [
        '',
        'Exit code 0: opened, and all of it as listed. 100: the folder is not what was exported. 1: no key opens it.',
        'Where the secret keys are lost, nothing of the annex can be recovered, by nobody.',
        'Without Palimpsest: age -d -i key.txt evidence/annex/answers.jsonl.age',
      ].join('\n'),
    );
  showExamples(command, [
    ['palimpsest evidence open-annex evidence --identity key.txt -o annex', 'what was encrypted for you'],
  ]);
  runs<OpenAnnexOptions>(command, async ([folder = ''], invocation) =>
    (await import('../evidence/open-annex-folder.js')).openAnnexFolder(folder, invocation),
  );
}

function addVerify(program: Command): void {
  const command = program
    .command('verify')
    .description('Check evidence, a folder or a .tar: complete, unchanged, hanging together, and who signed it.')
    .argument('<evidence>', 'as evidence export or a server wrote it')
    .option('--key <file...>', 'public keys, PEM, that you have from elsewhere: one of them must have signed it')
    .option(
      '--tsa-roots <file>',
      'certificates, PEM, of time-stamping authorities that you trust: stamps must lead to one',
    )
    .option(
      '--tsa-crl <file...>',
      'revocation lists, PEM or DER, of those authorities: no certificate of a stamp may have been revoked when it was made; not checked unless given',
    )
    .addHelpText('after', '\nExit code 0: intact, and signed by a key you gave where you gave one. 100: not.');
  showExamples(command, [
    ['palimpsest verify evidence --key auditor.pub.pem', 'did this auditor sign exactly this?'],
    ['palimpsest verify evidence.tar --key server.pub.pem', 'as it was downloaded'],
    ['palimpsest verify evidence --json', 'every check with what was seen'],
  ]);
  runs<VerifyOptions>(command, async ([folder = ''], invocation) =>
    (await import('../evidence/verify-evidence.js')).verifyEvidence(folder, invocation),
  );
}

function addVerifier(program: Command): void {
  const command = program
    .command('verifier')
    .description('Write a page that checks evidence in a browser, from disk and without network, as verify does.')
    .requiredOption('-o, --output <file>', 'the page, HTML')
    .addHelpText(
      'after',
      '\nHand its SHA-256 over by another way than the page. A verifier that comes with the evidence proves nothing.',
    );
  showExamples(command, [['palimpsest verifier -o verify.html', 'for somebody who installs nothing']]);
  runs<FileOptions>(command, async (_, invocation) =>
    (await import('../evidence/write-verifier.js')).writeVerifier(invocation),
  );
}

function addKeys(program: Command): void {
  const keys = program.command('keys').description('Keys that evidence is signed with.');
  const command = keys
    .command('new')
    .description('Make an Ed25519 key pair: <file> for whoever signs, <file>.pub for everybody.')
    .requiredOption('-o, --output <file>', 'of the private key; only its owner may read it');
  const examples = [['palimpsest keys new -o auditor.pem', 'writes auditor.pem and auditor.pem.pub']] as const;
  showExamples(command, examples);
  showExamples(keys, examples);
  runs<FileOptions>(command, async (_, invocation) => (await import('../evidence/new-key.js')).newKey(invocation));
}
