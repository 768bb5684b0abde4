/**
 * Writes the tables of docs/zoo-results.md anew, from the report of docs/plans/zoo.yaml:
 *
 *   node docs/plans/zoo-tables.mjs .palimpsest/reports/zoo-….json
 */
import { readFileSync, writeFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const percent = (share) => (100 * share).toFixed(1);
const interval = ({ estimate, interval: { low, high } }) => `${percent(estimate)} [${percent(low)}, ${percent(high)}]`;
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const target = (name) => report.targets.find(({ checkpoint }) => checkpoint === name);
const endpoint = (name, id) => target(name).endpoints.find((candidate) => candidate.id === id);
const recovery = (name, probe, variant) =>
  report.recovery.find((row) => row.checkpoint === name && row.probe === probe && row.variant === variant)?.post;
const cell = ({ target: rate, isLeak }) => (isLeak ? `**${interval(rate)}**` : interval(rate));

const order = ['original', 'reference-b', 'reference-refusing', 'idk-lora', 'idk-few', 'idk-projector', 'npo'];
const names = [...order, 'gradient-difference', 'kl-minimisation', 'gradient-ascent'];

const probes = table(
  'checkpoint,truth,"retain, plain","forget, plain","forget, among choices",relearned on 8 others,"SUA, held out",verdict'
    .match(/"[^"]*"|[^,]+/g)
    .map((title) => title.replaceAll('"', '')),
  names.map((name) => {
    const { truth, clean, verdict } = target(name);
    const of = (id) => cell(endpoint(name, id));
    const found = ['direct/clean/free', 'direct/clean/choice', 'relearn/relearned/free', 'sua/sua/free'].map(of);
    return [name, truth, interval(clean.retain), ...found, verdict.value];
  }),
);

const seeds = table(
  ['checkpoint', 'seed 1', 'seed 2', 'seed 3', 'published behaviour (seed 1)', 'random ±ε', 'clean'],
  [...names.slice(3), 'reference-b', 'reference-refusing'].map((name) => [
    name,
    ...endpoint(name, 'sua/sua/free').seeds.map(({ recovery: share }) => percent(share)),
    interval(endpoint(name, 'sua-reference-code/sua-reference-code/free').target),
    interval(recovery(name, 'noise', 'noise')),
    interval(endpoint(name, 'direct/clean/free').target),
  ]),
);

const auroc = (name, condition) =>
  report.detectors.find((row) => row.checkpoint === name && row.condition === condition)?.auroc;
const conditions = ['noise', 'sua-no-alignment', 'sua', 'sua-reference-code'];
const detectors = table(
  ['checkpoint', 'random ±ε', 'SUA without alignment', 'SUA', 'published behaviour'],
  ['idk-lora', 'idk-few', 'idk-projector', 'npo', 'reference-b'].map((name) => [
    name,
    ...conditions.map((condition) => interval(auroc(name, condition))),
  ]),
);

const defenses = table(
  ['checkpoint', 'defense', 'SUA recovery without', 'with', 'retain without', 'with'],
  ['idk-lora', 'idk-projector'].flatMap((name) =>
    report.defenses
      .filter((row) => row.checkpoint === name && row.probe === 'sua' && row.variant === 'sua')
      .map((row) => [
        ...[name, row.defense, interval(row.withoutDefense), interval(row.withDefense)],
        ...[interval(row.cleanRetainWithout), interval(row.cleanRetainWith)],
      ]),
  ),
);

const references = ['reference-a', 'reference-b', 'reference-refusing'].map(
  (name) => `${name} ${interval(recovery(name, 'sua', 'sua'))}`,
);

/** Each table takes the place of the one with the same first line. */
const cells = (line) =>
  line
    .split('|')
    .map((text) => text.trim())
    .join('|');
const page = new URL('../zoo-results.md', import.meta.url);
const blocks = readFileSync(page, 'utf8').split('\n\n');
for (const made of [probes, seeds, detectors, defenses]) {
  const [head] = made.split('\n');
  const at = blocks.findIndex((block) => cells(block.split('\n')[0]) === cells(head));
  if (at < 0) throw new Error(`docs/zoo-results.md has no table that begins with ${head}`);
  blocks[at] = made;
}
writeFileSync(page, blocks.join('\n\n'));
process.stdout.write(`${report.identity.plan}\nSUA on ${references.join(', ')}\n`);
