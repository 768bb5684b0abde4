/**
 * Scratch state that only the worker who has the step may write: one that was stopped while another took over must
 * not put an old state over a newer one.
 */
import type { AuditStore } from '@palimpsest/audit';
import type { DataSource } from 'typeorm';

/** The step is somebody else's by now. */
export class StepLostError extends Error {
  override readonly name = 'StepLostError';
  constructor(unit: string) {
    super(`step ${unit.slice(0, 12)} is run by another worker now; nothing was written`);
  }
}

/** @param worker as it claims steps */
export function heldScratch(
  store: AuditStore,
  database: DataSource,
  { project, worker }: { readonly project: string; readonly worker: string },
): AuditStore {
  return {
    ...store,
    scratch: {
      ...store.scratch,
      save: (audit, unit, name, bytes) =>
        database.transaction(async (manager) => {
          const held = await manager.query<unknown[]>(
            `select 1 from step where project = $1 and audit = $2 and unit = $3 and worker = $4 and state = 'running'
             for share`,
            [project, audit, unit, worker],
          );
          if (held.length === 0) throw new StepLostError(unit);
          await manager.query(
            `insert into scratch (project, audit, unit, name, bytes) values ($1, $2, $3, $4, $5)
             on conflict (project, audit, unit, name) do update set bytes = excluded.bytes`,
            [project, audit, unit, name, Buffer.from(bytes)],
          );
        }),
    },
  };
}
