/** docs/exam.md: the examination for people, drawn from its result alone. */
import { truthRule } from './exam-class.js';
import type { ExamCalibration, Examination, ExaminedCheckpoint, ExamResult } from './exam-result.js';
import type { Share } from './exam-score.js';

/** @param notes paragraphs of Markdown that a person wrote about the results; put where targets are discussed */
export function examPage(result: ExamResult, notes = ''): string {
  return `${[
    '# How often the verdict is right',
    '',
    ...introduction(result),
    '',
    '## The table',
    '',
    ...table(
      ['policy', 'sensitivity', 'specificity', 'false passes', 'passes where due', 'inconclusive'],
      [...result.examinations.map(scoreRow)],
    ),
    '',
    legend,
    '',
    ...result.examinations.flatMap((examination) => partText(examination, result)),
    ...(notes.trim() ? [notes.trim(), ''] : []),
    ...result.examinations.filter(({ alone }) => alone === null).flatMap(classTable),
    '## Never saw against never saw',
    '',
    ...calibrationText(result.calibrations),
    '',
    '## What is true of each checkpoint, and what was said',
    '',
    ...checkpointTable(result),
    '',
  ].join('\n')}`;
}

function introduction({ engine, dataset, checkpoints, scale }: ExamResult): readonly string[] {
  const contradicted = checkpoints.filter(contradicts).map(({ name }) => `\`${name}\``);
  return [
    `${checkpoints.length} checkpoints of known truth that no setting was tuned on, audited with the presets and judged by the verdict's own code. What is true of them was fixed before any audit ([ADR 17](adr/0017-what-is-true-in-the-exam.md)). Made by \`npx palimpsest exam\`, engine ${engine}, data set \`${dataset.digest.slice(0, 16)}…\`; the numbers behind this page are in [exam.json](exam.json).`,
    '',
    `Savings in relearning, in nats per answer token: ${nats(scale.late)} for the original that saves most, at most ${nats(scale.noise)} on either side for models that never saw. Residual is more than ${nats(truthRule.residual * scale.late)}, forgotten less than ${nats(Math.max(truthRule.forgets * scale.late, scale.noise))}. ${
      contradicted.length > 0
        ? `The rule of savings alone would say otherwise than construction of ${contradicted.join(', ')}; construction stands.`
        : 'The rule of savings alone agrees with construction wherever that is known.'
    }`,
  ];
}

/** Of known construction, and the rule says the opposite side. */
function contradicts({ class: given, measured }: ExaminedCheckpoint): boolean {
  if (given === 'saw' || given === 'hides') return measured !== 'residual';
  return (given === 'never-saw' || given === 'retrained') && measured !== 'forgets';
}

const legend =
  'Counts of checkpoints with 95 % Clopper–Pearson intervals in percent. _Sensitivity_: `leak` among those that hold (saw, hides, residual, over-forgets). _Specificity_: no `leak` among those that are empty (never saw, retrained, forgets). _False passes_: `no-leak-above-bound` among those that hold. Broken and undecided ones are in no rate. A probe _alone_ decides on the same findings with the others made exploratory.';

/** Which classes a preset was run on, where it was not run on all checkpoints. */
function partText(examination: Examination, { checkpoints }: ExamResult): readonly string[] {
  const { name, verdicts, isCurtailed = false } = examination;
  const versions = versionsText(examination);
  if (verdicts.length === checkpoints.length && !isCurtailed && versions === '') return [];
  const judged = new Set(verdicts.map(({ checkpoint }) => checkpoint));
  const classes = [...new Set(checkpoints.map((checkpoint) => checkpoint.class))].flatMap((given) => {
    const members = checkpoints.filter((checkpoint) => checkpoint.class === given);
    const count = members.filter((member) => judged.has(member.name)).length;
    return count === 0 ? [] : [`${given} ${count} of ${members.length}`];
  });
  const curtailment = isCurtailed
    ? ' Tier by tier, and no further with a checkpoint whose leak was certain, since nothing left to run could have taken it back; what was not finished otherwise counts as inconclusive.'
    : '';
  return [
    `\`${name}\` was run on ${verdicts.length} of the ${checkpoints.length}: ${classes.join(', ')}.${versions}${curtailment}`,
    '',
  ];
}

/** Empty where all verdicts are by one version of the policy. */
function versionsText({ version, verdicts }: Examination): string {
  const counts = new Map<number, number>();
  for (const verdict of verdicts) {
    const own = verdict.version ?? version;
    counts.set(own, (counts.get(own) ?? 0) + 1);
  }
  if (counts.size < 2) return '';
  const parts = [...counts]
    .sort(([one], [other]) => one - other)
    .map(([own, count]) => `${count} of them with version ${own}`);
  return ` ${parts.join(', ')} of the policy.`;
}

const scoreRow = ({ name, score }: Examination) => [
  name,
  ...[score.sensitivity, score.specificity, score.falsePasses, score.passes, score.inconclusive].map(shareText),
];

function classTable({ name, score }: Examination): readonly string[] {
  return [
    `### By class: ${name}`,
    '',
    ...table(
      ['class', 'n', 'leak', 'no leak above bound', 'inconclusive'],
      score.classes.map((row) => [row.class, String(row.n), ...[row.leak, row.pass, row.inconclusive].map(shareText)]),
    ),
    '',
  ];
}

function calibrationText(calibrations: readonly ExamCalibration[]): readonly string[] {
  if (calibrations.length === 0) return ['Not measured in this run.'];
  return [
    'Target, references and people are drawn anew from models that never saw, out of findings collected once, and judged by `judge`. _Whole_ draws whole models: few models, so draws depend on each other and the band is only a yardstick. _Exchanged_ lets target and reference also change places person by person, which makes the null hypothesis exact and the draws independent.',
    '',
    ...table(
      [
        'findings',
        'roles',
        'audits',
        'people',
        'false leaks',
        'decision p: above',
        'randomised p: above, below',
        'DKW band',
      ],
      calibrations.map((row) => [
        row.preset,
        `${row.way}, ${row.pool.length} models`,
        String(row.draws),
        String(row.people),
        shareText(row.falseLeaks),
        row.decision.above.toFixed(3),
        `${row.randomised.above.toFixed(3)}, ${row.randomised.below.toFixed(3)}`,
        row.band.toFixed(3),
      ]),
    ),
    '',
    'Share of p-values at or below a level:',
    '',
    ...table(
      ['findings', 'roles', 'p', ...(calibrations[0]?.decision.at ?? []).map(({ level }) => String(level))],
      calibrations.flatMap((row) =>
        (['decision', 'randomised'] as const).map((which) => [
          ...[row.preset, row.way, which],
          ...row[which].at.map(({ share }) => share.toFixed(3)),
        ]),
      ),
    ),
    '',
    'The p that decides is one-sided, discrete, held against the leak floor and corrected within and between tiers, so all that can be claimed is that it is not too small: _above_ is sup F(a) − a. Uniformity is asked of the p against one reference without the floor, its atom broken at random.',
  ];
}

function checkpointTable({ checkpoints, examinations }: ExamResult): readonly string[] {
  const shown = examinations.filter(({ alone }) => alone === null || alone === 'sua');
  return table(
    ['checkpoint', 'truth', 'savings early / late', 'retain', ...shown.map(({ name }) => name)],
    checkpoints.map(({ name, class: truth, measured, savings, retain }) => [
      name,
      truth === measured ? truth : `${truth} (rule: ${measured})`,
      `${nats(savings.early)} / ${nats(savings.late)}`,
      percent(retain),
      ...shown.map(({ verdicts }) => verdictText(verdicts.find(({ checkpoint }) => checkpoint === name))),
    ]),
  );
}

function verdictText(verdict: Examination['verdicts'][number] | undefined): string {
  if (!verdict) return '–';
  if (verdict.value === 'leak')
    return `**leak** (${verdict.decidedBy?.replace('/clean/', ' ').replace(/\/.*\//, ' ') ?? ''})`;
  if (verdict.value === 'no-leak-above-bound') return `no leak above ${percent(verdict.bound ?? 1)}`;
  return `inconclusive: ${[...new Set(verdict.reasons)].join(', ')}`;
}

const nats = (value: number) => value.toFixed(2);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function shareText({ count, n, interval }: Share): string {
  if (!interval) return '–';
  return `${count} of ${n} [${(100 * interval.low).toFixed(1)}, ${(100 * interval.high).toFixed(1)}]`;
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)];
}
