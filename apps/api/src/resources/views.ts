/** From rows to what is answered. */
import { standingOf } from '@palimpsest/compliance';
import type {
  ApiKey,
  AuditView,
  CheckpointView,
  DatasetView,
  PlanView,
  Project,
  RecordedRequest,
  StepView,
  UserView,
  Verdict,
} from '@palimpsest/contracts';
import type {
  ApiKeyRow,
  AuditRow,
  CheckpointRow,
  DatasetRow,
  KeptRequest,
  PlanRow,
  ProjectRow,
  StepRow,
  UserRow,
} from '@palimpsest/persistence';

export const dated = ({ id, title, createdAt }: ProjectRow): Project => ({
  id,
  title,
  createdAt: createdAt.toISOString(),
});

export const keyView = ({ id, name, role, project, scopes, ...times }: ApiKeyRow): ApiKey => ({
  ...{ id, name, role, project, scopes: scopes && [...scopes] },
  createdAt: times.createdAt.toISOString(),
  expiresAt: times.expiresAt?.toISOString() ?? null,
  revokedAt: times.revokedAt?.toISOString() ?? null,
});

export const checkpointView = (row: CheckpointRow): CheckpointView => ({
  ...{ name: row.name, digest: row.digest, family: row.family, source: row.source.kind },
  ...{ bytes: Number(row.bytes), derivedFrom: row.derivedFrom, createdAt: row.createdAt.toISOString() },
});

export const datasetView = ({ id, digest, source, items, splits, ...times }: DatasetRow): DatasetView => ({
  ...{ id, digest, source: source.kind, items, splits: [...splits] },
  createdAt: times.createdAt.toISOString(),
  erasedAt: times.erasedAt?.toISOString() ?? null,
});

export const planSummaryView = ({ digest, name, createdAt }: PlanRow) => ({
  digest,
  name,
  createdAt: createdAt.toISOString(),
});

export const planView = (row: PlanRow): PlanView => ({
  ...planSummaryView(row),
  plan: row.content as PlanView['plan'],
});

export const auditView = (row: AuditRow): AuditView => ({
  ...{ id: row.id, state: row.state, plan: { name: row.planName, digest: row.planDigest }, priority: row.priority },
  steps: { planned: row.planned, done: row.done, failed: row.failed },
  verdict: row.verdict as Verdict['value'] | null,
  failure: row.failure,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  eraseAfter: row.eraseAfter?.toISOString() ?? null,
  erasedAt: row.erasedAt?.toISOString() ?? null,
});

export const stepView = ({ unit, title, state, attempts, worker, reason }: StepRow): StepView => ({
  ...{ unit, title, state, attempts, worker, reason },
});

/** @param today `YYYY-MM-DD` */
export const requestView = ({ request, createdAt, erasedAt }: KeptRequest, today: string): RecordedRequest => ({
  ...request,
  standing: standingOf(request, today),
  createdAt: createdAt.toISOString(),
  erasedAt: erasedAt?.toISOString() ?? null,
});

export const userView = ({ id, subject, role, project, createdAt, disabledAt }: UserRow): UserView => ({
  ...{ id, subject, role, project },
  createdAt: createdAt.toISOString(),
  disabledAt: disabledAt?.toISOString() ?? null,
});
