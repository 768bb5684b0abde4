/** How many node cases of the standard an operator passes, for the coverage page: all but the exempt, as the suite checks. */
import { isOp, isRenamed, operatorKey, type OnnxModel } from '@palimpsest/onnx';
import { canRun } from './check-values.js';
import { isExempt, withoutGradient, withoutRuntime, withoutTypes } from './exemptions.js';
import { hasGradient } from './gradient-cases.js';
import { readNodeCases, type NodeCase } from './node-case-file.js';

export interface NodeCaseCounts {
  readonly all: number;
  readonly types: number;
  readonly results: number;
  readonly gradients: number;
}

const { cases, versions, version, leftOut } = readNodeCases();
const isRead = (op: string): boolean => isOp(op) || isRenamed(op);
export const isKnown = ({ operators }: NodeCase): boolean => operators.every(isRead);

export const hasType = (test: NodeCase): boolean => !isExempt(withoutTypes, test);
export const hasResult = (test: NodeCase): boolean => hasType(test) && canRun(test) && !isExempt(withoutRuntime, test);
export const hasCheckedGradient = (test: NodeCase): boolean =>
  hasResult(test) && hasGradient(test) && !isExempt(withoutGradient, test);

export function countsOf(op: string): NodeCaseCounts {
  return counted(cases.filter((test) => test.op === op && isKnown(test)));
}

/** The ai.onnx versions in which an operator came or changed, from the one that opset 7 has to opset 26. */
export function acceptedVersions(op: string): readonly number[] {
  const all = versions[op] ?? [];
  const first = all.findLast((since) => since <= 7) ?? 0;
  return all.filter((since) => since >= first && since <= 26);
}

/** Of the whole file. */
export const nodeCases = {
  onnx: version,
  known: counted(cases.filter(isKnown)),
  /** Operators outside the roster with the number of cases that need them, sorted. */
  unknown: unknownOperators(cases.map(({ model }) => model)),
  /** Reason → number of cases that the recipe left out. */
  leftOut: Object.entries(leftOut).map(([reason, names]) => [reason, names.length] as const),
};

function counted(own: readonly NodeCase[]): NodeCaseCounts {
  const count = (passes: (test: NodeCase) => boolean) => own.filter(passes).length;
  return { all: own.length, types: count(hasType), results: count(hasResult), gradients: count(hasCheckedGradient) };
}

function unknownOperators(models: readonly OnnxModel[]): readonly (readonly [op: string, cases: number])[] {
  const counts = new Map<string, number>();
  for (const { graph } of models) {
    const keys = (graph?.nodes ?? []).map(({ opType = '', domain = '' }) => operatorKey(opType, domain));
    for (const key of new Set(keys.filter((key) => !isRead(key)))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
