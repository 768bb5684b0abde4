# Generated from docs/openapi.json by generate.py; changes here are lost.
"""One method per route."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from typing_extensions import TypedDict

from . import models
from .runtime import Runtime


class ListProjectsPage(TypedDict):
    items: list[models.Project]
    next: str | None


class ListKeysPage(TypedDict):
    items: list[models.ApiKey]
    next: str | None


class ListUsersPage(TypedDict):
    items: list[models.User]
    next: str | None


class ListCheckpointsPage(TypedDict):
    items: list[models.Checkpoint]
    next: str | None


class ListEndpointsPage(TypedDict):
    items: list[models.RegisteredEndpoint]
    next: str | None


class ListDatasetsPage(TypedDict):
    items: list[models.Dataset]
    next: str | None


class ListDatasetFilesPage(TypedDict):
    items: list[models.Blob]
    next: str | None


class ListPlansPage(TypedDict):
    items: list[models.PlanSummary]
    next: str | None


class ListAuditsPage(TypedDict):
    items: list[models.Audit]
    next: str | None


class ListStepsPage(TypedDict):
    items: list[models.Step]
    next: str | None


class ListFindingsPage(TypedDict):
    items: list[models.Finding]
    next: str | None


class ListRequestsPage(TypedDict):
    items: list[models.RecordedRequest]
    next: str | None


class ListDueRequestsPage(TypedDict):
    items: list[models.RecordedRequest]
    next: str | None


class ListPluginsPage(TypedDict):
    items: list[models.Plugin]


class ReadLogPage(TypedDict):
    items: list[models.LogEntry]
    next: str | None


class Methods:
    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def __repr__(self) -> str:
        return repr(self._runtime)

    def list_projects(self, *, limit: int | None = None, cursor: str | None = None) -> ListProjectsPage:
        """Projects that the caller may see."""
        return self._runtime.call("GET", "/projects", gives="json", names={}, query={"limit": limit, "cursor": cursor})

    def create_project(self, *, body: models.NewProject) -> models.Project:
        """Make a project. By administrators of the whole installation only. Needs `projects:write`."""
        return self._runtime.call("POST", "/projects", gives="json", names={}, body=body, idempotent=True)

    def read_project(self, *, project: str) -> models.Project:
        """One project. Needs `projects:read`."""
        return self._runtime.call("GET", "/projects/{project}", gives="json", names={"project": project})

    def list_keys(self, *, limit: int | None = None, cursor: str | None = None) -> ListKeysPage:
        """Keys the caller may manage. Needs `keys:manage`."""
        return self._runtime.call("GET", "/keys", gives="json", names={}, query={"limit": limit, "cursor": cursor})

    def create_key(self, *, body: models.NewApiKey) -> models.IssuedApiKey:
        """Issue a key. Never for more than its maker may do: another role or project, or wider scopes, are refused. Needs `keys:manage`."""
        return self._runtime.call("POST", "/keys", gives="json", names={}, body=body)

    def revoke_key(self, *, key: str) -> None:
        """Revoke a key, at once and for good. Needs `keys:manage`."""
        self._runtime.call("DELETE", "/keys/{key}", gives="nothing", names={"key": key})

    def read_caller(self) -> models.Caller:
        """Who is asking, and what may be done with this key."""
        return self._runtime.call("GET", "/me", gives="json", names={})

    def list_users(self, *, limit: int | None = None, cursor: str | None = None) -> ListUsersPage:
        """People the caller may manage. Needs `users:manage`."""
        return self._runtime.call("GET", "/users", gives="json", names={}, query={"limit": limit, "cursor": cursor})

    def create_user(self, *, body: models.NewUser) -> models.User:
        """Let somebody in. Never with more than the caller may do. Needs `users:manage`."""
        return self._runtime.call("POST", "/users", gives="json", names={}, body=body)

    def disable_user(self, *, user: str) -> None:
        """Let somebody in no more. Needs `users:manage`."""
        self._runtime.call("DELETE", "/users/{user}", gives="nothing", names={"user": user})

    def create_upload(self, *, project: str, body: models.NewUpload) -> models.Upload:
        """Announce a file. Needs `checkpoints:write`."""
        return self._runtime.call("POST", "/projects/{project}/uploads", gives="json", names={"project": project}, body=body)

    def read_upload(self, *, project: str, upload: str) -> models.Upload:
        """Where an upload goes on. Needs `checkpoints:write`."""
        return self._runtime.call("GET", "/projects/{project}/uploads/{upload}", gives="json", names={"project": project, "upload": upload})

    def append_to_upload(self, *, project: str, upload: str, body: bytes, offset: int | None = None) -> models.Upload:
        """Send bytes. From exactly this offset; otherwise the answer is a conflict, and reading the upload says from where. What came before a connection broke stays. Needs `checkpoints:write`."""
        return self._runtime.call("PATCH", "/projects/{project}/uploads/{upload}", gives="json", names={"project": project, "upload": upload}, query={"offset": offset}, body=body)

    def abort_upload(self, *, project: str, upload: str) -> None:
        """Throw an upload away. Needs `checkpoints:write`."""
        self._runtime.call("DELETE", "/projects/{project}/uploads/{upload}", gives="nothing", names={"project": project, "upload": upload})

    def finish_upload(self, *, project: str, upload: str, body: models.ExpectedDigest) -> models.Blob:
        """Check the digest and keep the file. Takes as long as reading the file once more. Again, it gives the same answer. Needs `checkpoints:write`."""
        return self._runtime.call("POST", "/projects/{project}/uploads/{upload}/finish", gives="json", names={"project": project, "upload": upload}, body=body)

    def list_checkpoints(self, *, project: str, limit: int | None = None, cursor: str | None = None) -> ListCheckpointsPage:
        """Checkpoints of a project. Needs `checkpoints:read`."""
        return self._runtime.call("GET", "/projects/{project}/checkpoints", gives="json", names={"project": project}, query={"limit": limit, "cursor": cursor})

    def create_checkpoint(self, *, project: str, body: models.NewCheckpoint) -> models.Checkpoint:
        """Register a checkpoint. From files uploaded before, or from the reference zoo. The same name and files again change nothing. Needs `checkpoints:write`."""
        return self._runtime.call("POST", "/projects/{project}/checkpoints", gives="json", names={"project": project}, body=body, idempotent=True)

    def read_checkpoint(self, *, project: str, checkpoint: str) -> models.CheckpointWithFiles:
        """One checkpoint with its files. Needs `checkpoints:read`."""
        return self._runtime.call("GET", "/projects/{project}/checkpoints/{checkpoint}", gives="json", names={"project": project, "checkpoint": checkpoint})

    def list_endpoints(self, *, project: str, limit: int | None = None, cursor: str | None = None) -> ListEndpointsPage:
        """Endpoints of a project. Needs `endpoints:read`."""
        return self._runtime.call("GET", "/projects/{project}/endpoints", gives="json", names={"project": project}, query={"limit": limit, "cursor": cursor})

    def create_endpoint(self, *, project: str, body: models.NewEndpoint) -> models.RegisteredEndpoint:
        """Register an endpoint. Only addresses that the operator has listed (PALIMPSEST_ENDPOINTS) are ever asked. Needs `endpoints:write`."""
        return self._runtime.call("POST", "/projects/{project}/endpoints", gives="json", names={"project": project}, body=body, idempotent=True)

    def read_endpoint(self, *, project: str, endpoint: str) -> models.RegisteredEndpoint:
        """One endpoint. Needs `endpoints:read`."""
        return self._runtime.call("GET", "/projects/{project}/endpoints/{endpoint}", gives="json", names={"project": project, "endpoint": endpoint})

    def delete_endpoint(self, *, project: str, endpoint: str) -> None:
        """Forget an endpoint and its key. Needs `endpoints:write`."""
        self._runtime.call("DELETE", "/projects/{project}/endpoints/{endpoint}", gives="nothing", names={"project": project, "endpoint": endpoint})

    def check_endpoint(self, *, project: str, endpoint: str) -> models.EndpointCheck:
        """Ask an endpoint which models it has. Follows no redirect and reads at most 1 MB in at most ten seconds. Needs `endpoints:read`."""
        return self._runtime.call("POST", "/projects/{project}/endpoints/{endpoint}/check", gives="json", names={"project": project, "endpoint": endpoint})

    def list_datasets(self, *, project: str, limit: int | None = None, cursor: str | None = None) -> ListDatasetsPage:
        """Data sets of a project. Needs `datasets:read`."""
        return self._runtime.call("GET", "/projects/{project}/datasets", gives="json", names={"project": project}, query={"limit": limit, "cursor": cursor})

    def create_dataset(self, *, project: str, body: models.NewDataset) -> models.Dataset:
        """Register a data set. From files sent before, as `palimpsest dataset import` lays them out, or generated people. The same name and files again change nothing. Needs `datasets:write`."""
        return self._runtime.call("POST", "/projects/{project}/datasets", gives="json", names={"project": project}, body=body, idempotent=True)

    def read_dataset(self, *, project: str, dataset: str) -> models.Dataset:
        """One data set, in numbers. Needs `datasets:read`."""
        return self._runtime.call("GET", "/projects/{project}/datasets/{dataset}", gives="json", names={"project": project, "dataset": dataset})

    def list_dataset_files(self, *, project: str, dataset: str, limit: int | None = None, cursor: str | None = None) -> ListDatasetFilesPage:
        """Files that were sent for a data set. Before it is registered, too: what need not be sent again. Their contents are not served. Needs `datasets:write`."""
        return self._runtime.call("GET", "/projects/{project}/datasets/{dataset}/files", gives="json", names={"project": project, "dataset": dataset}, query={"limit": limit, "cursor": cursor})

    def send_dataset_file(self, *, project: str, dataset: str, sha256: str, body: bytes) -> models.Blob:
        """Send a file of a data set that is not registered yet. At most 64 MB. Sealed as it arrives, under a key of the data set: it never lies anywhere in clear. Needs `datasets:write`."""
        return self._runtime.call("PUT", "/projects/{project}/datasets/{dataset}/files/{sha256}", gives="json", names={"project": project, "dataset": dataset, "sha256": sha256}, body=body)

    def erase_dataset(self, *, project: str, dataset: str) -> models.Dataset:
        """Erase the contents of a data set, for good. Questions, answers and pictures, by throwing away the key they are sealed under. Digest, numbers and the log stay; its name is not given again. Logged. Needs `datasets:erase`."""
        return self._runtime.call("DELETE", "/projects/{project}/datasets/{dataset}/personal-data", gives="json", names={"project": project, "dataset": dataset})

    def list_plans(self, *, project: str, limit: int | None = None, cursor: str | None = None, name: str | None = None) -> ListPlansPage:
        """Plans of a project. Needs `plans:read`."""
        return self._runtime.call("GET", "/projects/{project}/plans", gives="json", names={"project": project}, query={"limit": limit, "cursor": cursor, "name": name})

    def create_plan(self, *, project: str, body: models.PlanInput) -> models.Plan:
        """Fix a plan. Resolves presets and defaults, checks every parameter, hashes. The same plan again is the same plan. Needs `plans:write`."""
        return self._runtime.call("POST", "/projects/{project}/plans", gives="json", names={"project": project}, body=body, idempotent=True)

    def read_plan(self, *, project: str, plan: str) -> models.Plan:
        """One plan. Needs `plans:read`."""
        return self._runtime.call("GET", "/projects/{project}/plans/{plan}", gives="json", names={"project": project, "plan": plan})

    def list_audits(self, *, project: str, limit: int | None = None, cursor: str | None = None, state: Literal["queued", "running", "paused", "cancelled", "failed", "complete"] | None = None, verdict: models.VerdictValue | None = None, plan: str | None = None) -> ListAuditsPage:
        """Audits of a project. Needs `audits:read`."""
        return self._runtime.call("GET", "/projects/{project}/audits", gives="json", names={"project": project}, query={"limit": limit, "cursor": cursor, "state": state, "verdict": verdict, "plan": plan})

    def create_audit(self, *, project: str, body: models.NewAudit) -> models.Audit:
        """Run a plan. The same plan on the same checkpoints, data and engine is the same audit: it is not run twice. Needs `audits:run`."""
        return self._runtime.call("POST", "/projects/{project}/audits", gives="json", names={"project": project}, body=body, idempotent=True)

    def read_audit(self, *, project: str, audit: str) -> models.Audit:
        """One audit. Needs `audits:read`."""
        return self._runtime.call("GET", "/projects/{project}/audits/{audit}", gives="json", names={"project": project, "audit": audit})

    def cancel_audit(self, *, project: str, audit: str) -> models.Audit:
        """Stop an audit. Running steps end at their next save. What is finished stays; resume goes on from there. Needs `audits:run`."""
        return self._runtime.call("POST", "/projects/{project}/audits/{audit}/cancel", gives="json", names={"project": project, "audit": audit})

    def pause_audit(self, *, project: str, audit: str) -> models.Audit:
        """Start no further steps. Needs `audits:run`."""
        return self._runtime.call("POST", "/projects/{project}/audits/{audit}/pause", gives="json", names={"project": project, "audit": audit})

    def resume_audit(self, *, project: str, audit: str) -> models.Audit:
        """Go on with a paused, cancelled or failed audit. Needs `audits:run`."""
        return self._runtime.call("POST", "/projects/{project}/audits/{audit}/resume", gives="json", names={"project": project, "audit": audit})

    def erase_audit(self, *, project: str, audit: str) -> models.Audit:
        """Erase the personal data of an audit, for good. Pictures, noises and unfinished state, by throwing away the keys they are sealed under. Verdict, findings, digests and the log stay and stay verifiable. Logged. Needs `audits:erase`."""
        return self._runtime.call("DELETE", "/projects/{project}/audits/{audit}/personal-data", gives="json", names={"project": project, "audit": audit})

    def list_steps(self, *, project: str, audit: str, limit: int | None = None, cursor: str | None = None, state: Literal["waiting", "queued", "running", "done", "failed", "cancelled"] | None = None) -> ListStepsPage:
        """Steps of an audit, with who runs them. Needs `audits:read`."""
        return self._runtime.call("GET", "/projects/{project}/audits/{audit}/steps", gives="json", names={"project": project, "audit": audit}, query={"limit": limit, "cursor": cursor, "state": state})

    def stream_events(self, *, project: str, audit: str, after: int | None = None) -> Iterator[models.AuditEvent]:
        """Follow an audit. Server-sent events whose data is an AuditEvent. Reconnect with Last-Event-ID to miss none; the stream ends with the audit. Needs `audits:read`."""
        return self._runtime.stream("/projects/{project}/audits/{audit}/events", names={"project": project, "audit": audit}, after=after)

    def list_findings(self, *, project: str, audit: str, limit: int | None = None, cursor: str | None = None, kind: Literal["data", "knowledge", "answers", "attack", "gap"] | None = None, unit: str | None = None) -> ListFindingsPage:
        """What was measured. Needs `findings:read`."""
        return self._runtime.call("GET", "/projects/{project}/audits/{audit}/findings", gives="json", names={"project": project, "audit": audit}, query={"limit": limit, "cursor": cursor, "kind": kind, "unit": unit})

    def read_report(self, *, project: str, audit: str, pictures: Literal["withhold", "blur", "show"] | None = None) -> models.Report:
        """The report of an audit, as data. Of what is finished so far; the verdict of an unfinished audit is inconclusive. Needs `reports:read`."""
        return self._runtime.call("GET", "/projects/{project}/audits/{audit}/report", gives="json", names={"project": project, "audit": audit}, query={"pictures": pictures})

    def read_report_page(self, *, project: str, audit: str, pictures: Literal["withhold", "blur", "show"] | None = None, locale: Literal["en", "de"] | None = None, level: Literal["summary", "full"] | None = None, profile: str | None = None, request: str | None = None) -> str:
        """The report of an audit, as one self-contained page. Needs `reports:read`."""
        return self._runtime.call("GET", "/projects/{project}/audits/{audit}/report.html", gives="text", names={"project": project, "audit": audit}, query={"pictures": pictures, "locale": locale, "level": level, "profile": profile, "request": request})

    def read_report_pdf(self, *, project: str, audit: str, pictures: Literal["withhold", "blur", "show"] | None = None, locale: Literal["en", "de"] | None = None, level: Literal["summary", "full"] | None = None, profile: str | None = None, request: str | None = None) -> bytes:
        """The report of an audit, as PDF. Needs `reports:read`."""
        return self._runtime.call("GET", "/projects/{project}/audits/{audit}/report.pdf", gives="bytes", names={"project": project, "audit": audit}, query={"pictures": pictures, "locale": locale, "level": level, "profile": profile, "request": request})

    def read_artifact(self, *, project: str, sha256: str) -> bytes:
        """A stored picture or noise by its digest. Takes a Range of bytes. Pictures of people are personal data: every reading is logged. Needs `answers:reveal`."""
        return self._runtime.call("GET", "/projects/{project}/artifacts/{sha256}", gives="bytes", names={"project": project, "sha256": sha256})

    def list_requests(self, *, project: str, limit: int | None = None, cursor: str | None = None, standing: models.RequestStanding | None = None, dueBy: str | None = None) -> ListRequestsPage:
        """Requests to be erased, and whether they are in time. Needs `requests:read`."""
        return self._runtime.call("GET", "/projects/{project}/requests", gives="json", names={"project": project}, query={"limit": limit, "cursor": cursor, "standing": standing, "dueBy": dueBy})

    def create_request(self, *, project: str, body: models.NewRequest) -> models.RecordedRequest:
        """Record a request to be erased. Its deadline follows from the profile. The same again changes nothing, until it was extended or answered. Logged, like every change. Needs `requests:write`."""
        return self._runtime.call("POST", "/projects/{project}/requests", gives="json", names={"project": project}, body=body, idempotent=True)

    def list_due_requests(self, *, project: str, limit: int | None = None, cursor: str | None = None, on: str | None = None, within: int | None = None) -> ListDueRequestsPage:
        """Requests without an answer, the most urgent first. Needs `requests:read`."""
        return self._runtime.call("GET", "/projects/{project}/due-requests", gives="json", names={"project": project}, query={"limit": limit, "cursor": cursor, "on": on, "within": within})

    def read_request(self, *, project: str, request: str) -> models.RecordedRequest:
        """One request to be erased. Needs `requests:read`."""
        return self._runtime.call("GET", "/projects/{project}/requests/{request}", gives="json", names={"project": project, "request": request})

    def extend_request(self, *, project: str, request: str, body: models.NewExtension) -> models.RecordedRequest:
        """Record that the person was told of a longer deadline, and why. Once, and in time. Needs `requests:write`."""
        return self._runtime.call("POST", "/projects/{project}/requests/{request}/extend", gives="json", names={"project": project, "request": request}, body=body)

    def answer_request(self, *, project: str, request: str, body: models.NewAnswer) -> models.RecordedRequest:
        """Record what the person was told. Once. No audit says that data were erased; this is the controller’s word. Needs `requests:write`."""
        return self._runtime.call("POST", "/projects/{project}/requests/{request}/answer", gives="json", names={"project": project, "request": request}, body=body)

    def link_request(self, *, project: str, request: str, body: models.NewLink) -> models.RecordedRequest:
        """Link an audit, or a checkpoint in service and what it was made from. The audit is one of this project. Linking it again changes nothing. Needs `requests:write`."""
        return self._runtime.call("POST", "/projects/{project}/requests/{request}/link", gives="json", names={"project": project, "request": request}, body=body)

    def erase_request(self, *, project: str, request: str) -> models.RecordedRequest:
        """Erase the reasons of an answered request, for good. What was written in free text, by throwing away the key it is sealed under. Dates, outcome, pseudonyms, links and the log stay. Logged. Needs `requests:erase`."""
        return self._runtime.call("DELETE", "/projects/{project}/requests/{request}/personal-data", gives="json", names={"project": project, "request": request})

    def export_evidence(self, *, project: str, audit: str) -> bytes:
        """What an audit looked at and found, signed with the key of the server. A tar archive, uncompressed, in one form: palimpsest verify reads it as it is, or unpacked. With what the log says about the audit; without pictures, and digests of pictures. Logged. Needs `evidence:export`."""
        return self._runtime.call("GET", "/projects/{project}/audits/{audit}/evidence.tar", gives="bytes", names={"project": project, "audit": audit})

    def export_unredacted_evidence(self, *, project: str, audit: str) -> bytes:
        """The same with pictures of people, and marked as such. A tar archive, uncompressed, in one form: palimpsest verify reads it as it is, or unpacked. For those who may see personal data. Logged. Needs `evidence:reveal`."""
        return self._runtime.call("GET", "/projects/{project}/audits/{audit}/evidence-unredacted.tar", gives="bytes", names={"project": project, "audit": audit})

    def list_plugins(self, *, kind: str) -> ListPluginsPage:
        """Probes, detectors, defenses or metrics with the schemas of their parameters. Parameters of a metric are settings of a plan’s policy, given there once for all metrics."""
        return self._runtime.call("GET", "/catalog/{kind}", gives="json", names={"kind": kind})

    def read_queue(self) -> models.QueueCounts:
        """How much is waiting, by capability. Needs `workers:read`."""
        return self._runtime.call("GET", "/queue", gives="json", names={})

    def read_log(self, *, project: str, limit: int | None = None, cursor: str | None = None) -> ReadLogPage:
        """Who did what. Needs `log:read`."""
        return self._runtime.call("GET", "/projects/{project}/log", gives="json", names={"project": project}, query={"limit": limit, "cursor": cursor})

    def verify_log(self, *, project: str) -> models.LogVerification:
        """Whether the log is whole. Needs `log:read`."""
        return self._runtime.call("GET", "/projects/{project}/log/verification", gives="json", names={"project": project})
