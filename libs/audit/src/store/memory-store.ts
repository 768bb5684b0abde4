/** An audit store in memory, for tests and for reruns, which leave nothing behind. Passes the same suite as the others. */
import { canonicalJson, type Finding, type UnitTiming } from '@palimpsest/contracts';
import { sha256 } from '../engine/digest.js';
import { StoreConflictError, type AuditStore } from '../ports/audit-store.js';
import type { AuditRecord } from '../ports/work.js';
import { sortTimings } from './documents.js';

export function memoryAuditStore(): AuditStore {
  const texts = new Map<string, string>();
  const blobs = new Map<string, Uint8Array>();
  const timings = new Map<string, { readonly audit: string; readonly timing: UnitTiming }>();
  const once = (key: string, value: unknown) => {
    const text = canonicalJson(value);
    if ((texts.get(key) ?? text) !== text) throw new StoreConflictError(key, 'different content is stored already');
    texts.set(key, text);
  };
  const read = <T>(key: string) => {
    const text = texts.get(key);
    return Promise.resolve(text === undefined ? null : (JSON.parse(text) as T));
  };
  return {
    records: {
      create: (record) => settle(() => once(`record/${record.id}`, record)),
      read: (id) => read<AuditRecord>(`record/${id}`),
      list: () =>
        Promise.resolve(
          [...texts.keys()]
            .filter((key) => key.startsWith('record/'))
            .map((key) => key.slice(7))
            .sort(),
        ),
    },
    findings: {
      put: (audit, unit, findings) => settle(() => once(`findings/${audit}/${unit}`, findings)),
      get: (audit, unit) => read<readonly Finding[]>(`findings/${audit}/${unit}`),
      putTiming: (audit, timing) => settle(() => timings.set(`${audit}/${timing.unit}`, { audit, timing })),
      timings: (audit) =>
        Promise.resolve(
          sortTimings([...timings.values()].filter((row) => row.audit === audit).map(({ timing }) => timing)),
        ),
    },
    artifacts: {
      put: (bytes, mediaType) => {
        const digest = sha256(bytes);
        blobs.set(digest, bytes.slice());
        return Promise.resolve({ sha256: digest, mediaType, bytes: bytes.byteLength });
      },
      get: (digest) => Promise.resolve(blobs.get(digest) ?? null),
    },
    scratch: {
      save: (audit, unit, name, bytes) => settle(() => blobs.set(`${audit}/${unit}/${name}`, bytes.slice())),
      load: (audit, unit, name) => Promise.resolve(blobs.get(`${audit}/${unit}/${name}`) ?? null),
      drop: (audit, unit) =>
        settle(() => {
          for (const key of blobs.keys()) if (key.startsWith(`${audit}/${unit}/`)) blobs.delete(key);
        }),
    },
  };
}

/** Runs now, reports errors as a rejection. */
function settle(action: () => unknown): Promise<void> {
  try {
    action();
    return Promise.resolve();
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}
