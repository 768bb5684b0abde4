/** The coverage page as Markdown: every operator the graph layer knows, and what the gradient engine does with it. */
import { knownOperators, loweredOperators, type Op } from '@palimpsest/onnx';
import { allLoweredCases } from './lowered/all-lowered-cases.js';
import { allCases } from './rules/all-cases.js';
import { acceptedVersions, countsOf, nodeCases, type NodeCaseCounts } from './node-cases/node-case-counts.js';
import { rules } from './rules/roster.js';

interface Row {
  readonly op: Op;
  readonly status: 'rule' | 'zero' | 'lowered' | 'blocked';
  readonly note: string;
}

const introduction = `# Gradient coverage

Generated from the rosters by \`npm run sync\`; do not edit.

Every operator that graphs may contain is in one of four states. **rule**: it has a gradient, checked against finite differences (in float64 unless the runtime has no such kernel). **zero**: its gradient is zero wherever it exists. **lowered**: before differentiation its nodes are replaced by operators with rules, proven equal to the runtime's own kernel; what rounding a kernel does beside that has no gradient and is left out (straight-through). **blocked**: asking for a gradient through it is refused by name before anything runs; \`palimpsest doctor\` lists such nodes of a checkpoint.

**Versions** are those of ai.onnx in which the operator came or changed; files of opset 7 to 26 are read, older forms are lifted to today's. **Node cases** are the tests of the ONNX standard itself (Python package onnx ${nodeCases.onnx}) for the operator and for its function body: of how many we infer the types, compute the results and confirm the gradient by differences. Exempt ones stand with their reasons in libs/autodiff/src/node-cases/exemptions.ts.
`;

/** Equal rosters give equal text. */
export function renderCoverage(): string {
  const rows = knownOperators.map(rowOf);
  const count = (status: Row['status']) => rows.filter((row) => row.status === status).length;
  const sum =
    `${rows.length} operators: ${count('rule')} rule, ${count('zero')} zero, ` +
    `${count('lowered')} lowered, ${count('blocked')} blocked.`;
  const table = alignedTable([
    ['Operator', 'Versions', 'State', 'Checked or why', 'Node cases: types, results, gradients'],
    ...rows.map(({ op, status, note }) => [
      `\`${op}\``,
      acceptedVersions(op).join(' '),
      status,
      note,
      passed(countsOf(op)),
    ]),
  ]);
  return [introduction, sum, standard(), table, outside(), ''].join('\n\n').replace('\n\n\n', '\n\n').trimEnd() + '\n';
}

const passed = ({ all, types, results, gradients }: NodeCaseCounts): string =>
  all === 0 ? '' : `${all}: ${types}, ${results}, ${gradients}`;

function standard(): string {
  const { known, leftOut } = nodeCases;
  const left = leftOut.map(([reason, count]) => `${count} for ${reason}`).join(', ');
  return (
    `Of ${known.all} node cases with known operators ${known.types} have their types, ${known.results} their results, ` +
    `${known.gradients} their gradient. The recipe leaves out ${left}.`
  );
}

function outside(): string {
  const list = nodeCases.unknown.map(([op, count]) => `\`${op}\` ${count}`).join(', ');
  return `Operators of the standard that no graph of ours may contain, with the node cases that need them: ${list}.`;
}

function rowOf(op: Op): Row {
  const rule = rules[op];
  if (typeof rule === 'function') return { op, status: 'rule', note: checksOf(op) };
  if (rule) return { op, status: rule.kind, note: rule.reason };
  if (loweredOperators.includes(op)) return { op, status: 'lowered', note: proofsOf(op) };
  return { op, status: 'blocked', note: 'no gradient rule yet' };
}

/** The suite fails for a rule without a case, so there is at least one. */
function checksOf(op: Op): string {
  const cases = allCases.filter((test) => test.op === op);
  const single = cases.filter((test) => test.precision === 'float32').length;
  const double = cases.length - single;
  const counted = [double > 0 && `${double} in float64`, single > 0 && `${single} in float32`];
  return counted.filter((part) => part !== false).join(', ');
}

function proofsOf(op: Op): string {
  const cases = allLoweredCases.filter((test) => test.op === op);
  const exact = cases.filter(({ rounds }) => rounds === undefined).length;
  const rounds = [...new Set(cases.flatMap((test) => test.rounds ?? []))].map(
    (what) => `${cases.filter((test) => test.rounds === what).length} where the kernel rounds ${what}`,
  );
  return [...(exact > 0 ? [`${exact} equal`] : []), ...rounds].join(', ');
}

/** Columns padded as the formatter wants them. */
function alignedTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = (row: readonly string[]) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  return [padded(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(padded)].join('\n');
}
