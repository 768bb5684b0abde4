/** The coverage page as Markdown: every operator the graph layer knows, and what the gradient engine does with it. */
import { knownOperators, type Op } from '@palimpsest/onnx';
import { allCases } from './rules/all-cases.js';
import { rules } from './rules/roster.js';

interface Row {
  readonly op: Op;
  readonly status: 'rule' | 'zero' | 'blocked';
  readonly note: string;
}

const introduction = `# Gradient coverage

Generated from the rosters by \`npm run sync\`; do not edit.

Every operator that graphs may contain is in one of three states. **rule**: it has a gradient, checked against finite differences (in float64 unless the runtime has no such kernel). **zero**: its gradient is zero wherever it exists. **blocked**: asking for a gradient through it is refused by name before anything runs; \`palimpsest doctor\` lists such nodes of a checkpoint.
`;

/** Equal rosters give equal text. */
export function renderCoverage(): string {
  const rows = knownOperators.map(rowOf);
  const count = (status: Row['status']) => rows.filter((row) => row.status === status).length;
  const sum = `${rows.length} operators: ${count('rule')} rule, ${count('zero')} zero, ${count('blocked')} blocked.`;
  const table = alignedTable([
    ['Operator', 'State', 'Checked or why'],
    ...rows.map(({ op, status, note }) => [`\`${op}\``, status, note]),
  ]);
  return `${introduction}\n${sum}\n\n${table}\n`;
}

function rowOf(op: Op): Row {
  const rule = rules[op];
  if (typeof rule === 'function') return { op, status: 'rule', note: checksOf(op) };
  if (rule) return { op, status: rule.kind, note: rule.reason };
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

/** Columns padded as the formatter wants them. */
function alignedTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = (row: readonly string[]) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  return [padded(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(padded)].join('\n');
}
