/** The wire of the server: routes, problems, and the OpenAPI document made from them. */
export { permissions, roles, type Permission, type UserRole } from './access.js';
export { openApiDocument, problemsOf } from './openapi.js';
export { mostPerPage, type Page } from './paging.js';
export { problem, problemKinds, problemMediaType, problemType, type Problem, type ProblemKind } from './problem.js';
export {
  auditStates,
  stepStates,
  type AuditEvent,
  type AuditState,
  type AuditView,
  type StepState,
  type StepView,
} from './resources/audits.js';
export { type PluginView } from './resources/catalog.js';
export { checkpointPath, type CheckpointView } from './resources/checkpoints.js';
export { type DatasetView } from './resources/datasets.js';
export { type EndpointView } from './resources/endpoints.js';
export { type RecordedRequest } from './resources/erasure-requests.js';
export { type ApiKey } from './resources/keys.js';
export { capabilities, type Capability } from './resources/operations.js';
export { type PlanView } from './resources/plans.js';
export { type UserView } from './resources/users.js';
export { type Project } from './resources/projects.js';
export { routes, type RouteId } from './roster.js';
export {
  defineRoute,
  type ParameterShape,
  type Route,
  type RouteInput,
  type RouteOutput,
  type Success,
} from './route.js';
