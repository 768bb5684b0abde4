import type { AuditKey, Database } from '@palimpsest/persistence';
import { encryptionKey } from '@palimpsest/platform';
import { describe, expect, it } from 'vitest';
import type { AuditFlow } from './audit-flow.js';
import { sweep } from './sweep.js';

const master = encryptionKey(Buffer.alloc(32, 1), 'master key');
const at = (audit: string): AuditKey => ({ project: 'acme', audit });

/** A database that has forgotten these audits, and nothing to erase. */
function forgetful(audits: readonly string[]): Database {
  const query = (sql: string) => Promise.resolve(sql.includes('erase_after') ? [] : audits.map(at));
  return { query } as unknown as Database;
}

describe('a sweep', () => {
  it('moves on what was forgotten', async () => {
    const moved: string[] = [];
    const flow = { advance: ({ audit }: AuditKey) => Promise.resolve(moved.push(audit)) } as unknown as AuditFlow;
    expect(await sweep(forgetful(['a', 'b']), flow, master, new Date(0))).toEqual({ moved: 2, erased: 0 });
    expect(moved).toEqual(['a', 'b']);
  });

  it('is not held up by an audit that cannot be moved, and says so afterwards', async () => {
    const moved: string[] = [];
    const advance = ({ audit }: AuditKey) =>
      audit === 'broken' ? Promise.reject(new Error('its record is damaged')) : Promise.resolve(moved.push(audit));
    const sweeping = sweep(forgetful(['broken', 'b']), { advance } as unknown as AuditFlow, master, new Date(0));
    await expect(sweeping).rejects.toThrow('1 audits could not be looked after');
    expect(moved).toEqual(['b']);
  });
});
