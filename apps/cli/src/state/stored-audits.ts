/**
 * What is needed to look at stored audits: the store and the catalogue. Apart from `sources.ts`, so that looking
 * loads no engine.
 */
import { fileAuditStore, type UnitPorts } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';

export type StoredAudits = Pick<UnitPorts, 'store' | 'catalog'>;

export const storedAudits = (state: string): StoredAudits => ({ store: fileAuditStore(state), catalog });
