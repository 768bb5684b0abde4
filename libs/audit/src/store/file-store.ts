/**
 * The embedded audit store: one folder of plain files.
 *
 *     audits/<id>/record.json            fixed before the first result
 *     audits/<id>/findings/<unit>.json   one file per finished unit, one finding per line
 *     audits/<id>/timings/<unit>.json    kept apart: timings differ from run to run
 *     audits/<id>/scratch/<unit>/…       state of unfinished units
 *     artifacts/<2 hex>/<sha256>         content-addressed
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, finding, type Artifact, type Finding, type UnitTiming } from '@palimpsest/contracts';
import { sha256 } from '../engine/digest.js';
import { StoreConflictError, type AuditStore } from '../ports/audit-store.js';
import { readRecord, sortTimings } from './documents.js';
import { TEMPORARY, writeAtomically } from './atomic-write.js';

/** @param root created on first write */
export function fileAuditStore(root: string): AuditStore {
  const at = (...parts: string[]) => join(root, ...parts.map(safeName));
  const audit = (id: string, ...parts: string[]) => at('audits', id, ...parts);
  return {
    records: {
      async create(record) {
        const path = audit(record.id, 'record.json');
        await writeOnce(path, `${canonicalJson(record)}\n`, `Audit ${record.id}`);
      },
      async read(id) {
        const text = await readText(audit(id, 'record.json'));
        return text === null ? null : readRecord(text, `audit ${id}`);
      },
      list: () => names(at('audits')),
    },
    findings: {
      async put(id, unit, findings) {
        await writeOnce(
          audit(id, 'findings', `${unit}.json`),
          writeFindings(findings),
          `Findings of unit ${unit.slice(0, 12)}`,
        );
      },
      async get(id, unit) {
        const text = await readText(audit(id, 'findings', `${unit}.json`));
        return text === null ? null : finding.array().parse(JSON.parse(text));
      },
      async putTiming(id, timing) {
        await writeAtomically(audit(id, 'timings', `${timing.unit}.json`), JSON.stringify(timing));
      },
      async timings(id) {
        const files = await names(audit(id, 'timings'));
        const texts = await Promise.all(files.map((name) => readText(audit(id, 'timings', name))));
        return sortTimings(texts.flatMap((text) => (text === null ? [] : (JSON.parse(text) as UnitTiming))));
      },
    },
    artifacts: {
      async put(bytes, mediaType): Promise<Artifact> {
        const digest = sha256(bytes);
        const path = at('artifacts', digest.slice(0, 2), digest);
        const stored = await readBytes(path);
        if (!stored || sha256(stored) !== digest) await writeAtomically(path, bytes);
        return { sha256: digest, mediaType, bytes: bytes.byteLength };
      },
      async get(digest) {
        const bytes = await readBytes(at('artifacts', digest.slice(0, 2), digest));
        if (bytes && sha256(bytes) !== digest) {
          throw new StoreConflictError(
            `Artifact ${digest.slice(0, 12)}`,
            'its bytes no longer match its digest; restore it or run the unit again',
          );
        }
        return bytes;
      },
    },
    scratch: {
      save: (id, unit, name, bytes) => writeAtomically(audit(id, 'scratch', unit, name), bytes),
      load: (id, unit, name) => readBytes(audit(id, 'scratch', unit, name)),
      drop: (id, unit) => rm(audit(id, 'scratch', unit), { recursive: true, force: true }),
    },
  };
}

/** One finding per line, so that files can be compared and searched line by line. */
export function writeFindings(findings: readonly Finding[]): string {
  return `[\n${findings.map((row) => canonicalJson(row)).join(',\n')}\n]\n`;
}

async function writeOnce(path: string, text: string, what: string): Promise<void> {
  const stored = await readText(path);
  if (stored === text) return;
  if (stored !== null) {
    throw new StoreConflictError(
      what,
      'different content is stored already; nothing was overwritten. Start a new audit',
    );
  }
  await writeAtomically(path, text);
}

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

async function readBytes(path: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function readText(path: string): Promise<string | null> {
  const bytes = await readBytes(path);
  return bytes && new TextDecoder().decode(bytes);
}

async function names(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith(TEMPORARY)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Ids come from plans: none may climb out of the folder. */
function safeName(part: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(part)) return part;
  throw new StoreConflictError(`Name ${JSON.stringify(part)}`, 'use letters, digits, dots, dashes and underscores');
}
