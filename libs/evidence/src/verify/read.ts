/** Files of a bundle as what they claim to be. Whatever is wrong with them is said in one line. */
import {
  auditPlan,
  finding,
  logExcerpt,
  report,
  type AuditPlan,
  type Finding,
  type LogExcerpt,
  type Report,
} from '@palimpsest/contracts';
import type { z } from 'zod';
import { parts } from '../bundle/build-bundle.js';
import { manifest, outside, type Files, type Manifest } from '../bundle/manifest.js';

/** What is larger is no evidence; whoever reads a bundle stops there. */
export const bundleLimits = { files: 10_000, bytes: 2 ** 30 } as const;

/** A file is missing, no UTF-8, no JSON or of another shape. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

export const readManifest = (files: Files): Manifest => read(files, outside.manifest, manifest);
export const readReport = (files: Files): Report => read(files, parts.report, report);
export const readPlan = (files: Files): AuditPlan => read(files, parts.plan, auditPlan);

/** Null for an audit that no server exported. */
export const readLog = (files: Files): LogExcerpt | null =>
  files.has(parts.log) ? read(files, parts.log, logExcerpt) : null;

export function readFindings(files: Files): readonly Finding[] {
  const lines = textOf(files, parts.findings).split('\n');
  if (lines.pop() !== '') throw new UnreadableError(`${parts.findings} ends inside a line`);
  return lines.map((line, index) => parse(line, finding, `${parts.findings}, line ${index + 1}`));
}

export function read<T extends z.ZodType>(files: Files, path: string, schema: T): z.output<T> {
  return parse(textOf(files, path), schema, path);
}

function parse<T extends z.ZodType>(text: string, schema: T, where: string): z.output<T> {
  const result = schema.safeParse(jsonOf(text, where));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UnreadableError(`${where}: ${issue?.path.join('.') || 'top level'}: ${issue?.message ?? 'not valid'}`);
}

function jsonOf(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableError(`${where} is not JSON`);
  }
}

export function textOf(files: Files, path: string): string {
  const bytes = files.get(path);
  if (!bytes) throw new UnreadableError(`${path} is missing`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableError(`${path} is not UTF-8`);
  }
}
