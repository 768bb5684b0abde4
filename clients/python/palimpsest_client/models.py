# Generated from docs/openapi.json by generate.py; changes here are lost.

from __future__ import annotations

from typing import Literal, Optional, TypeAlias, TypedDict, Union

from typing_extensions import NotRequired


class Project(TypedDict):
    id: str
    title: str
    createdAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """


class NewProject(TypedDict):
    id: str
    title: str


class ApiKey(TypedDict):
    id: str
    name: str
    role: Literal['admin', 'auditor', 'operator', 'reviewer']
    project: str | None
    """
    the one project it opens; null for the whole installation
    """
    scopes: list[Literal['projects:read', 'projects:write', 'checkpoints:read', 'checkpoints:write', 'endpoints:read', 'endpoints:write', 'datasets:read', 'datasets:write', 'datasets:erase', 'plans:read', 'plans:write', 'audits:read', 'audits:run', 'audits:erase', 'findings:read', 'answers:reveal', 'reports:read', 'requests:read', 'requests:write', 'requests:erase', 'evidence:export', 'evidence:reveal', 'workers:read', 'workers:control', 'users:manage', 'keys:manage', 'log:read']] | None
    """
    narrower than the role; null for all of it
    """
    createdAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """
    expiresAt: str | None
    revokedAt: str | None


class NewApiKey(TypedDict):
    name: str
    role: Literal['admin', 'auditor', 'operator', 'reviewer']
    project: NotRequired[str | None]
    scopes: NotRequired[list[Literal['projects:read', 'projects:write', 'checkpoints:read', 'checkpoints:write', 'endpoints:read', 'endpoints:write', 'datasets:read', 'datasets:write', 'datasets:erase', 'plans:read', 'plans:write', 'audits:read', 'audits:run', 'audits:erase', 'findings:read', 'answers:reveal', 'reports:read', 'requests:read', 'requests:write', 'requests:erase', 'evidence:export', 'evidence:reveal', 'workers:read', 'workers:control', 'users:manage', 'keys:manage', 'log:read']] | None]
    expiresAt: NotRequired[str | None]


class IssuedApiKey(TypedDict):
    id: str
    name: str
    role: Literal['admin', 'auditor', 'operator', 'reviewer']
    project: str | None
    """
    the one project it opens; null for the whole installation
    """
    scopes: list[Literal['projects:read', 'projects:write', 'checkpoints:read', 'checkpoints:write', 'endpoints:read', 'endpoints:write', 'datasets:read', 'datasets:write', 'datasets:erase', 'plans:read', 'plans:write', 'audits:read', 'audits:run', 'audits:erase', 'findings:read', 'answers:reveal', 'reports:read', 'requests:read', 'requests:write', 'requests:erase', 'evidence:export', 'evidence:reveal', 'workers:read', 'workers:control', 'users:manage', 'keys:manage', 'log:read']] | None
    """
    narrower than the role; null for all of it
    """
    createdAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """
    expiresAt: str | None
    revokedAt: str | None
    key: str
    """
    shown this once
    """


class Caller(TypedDict):
    actor: str
    role: Literal['admin', 'auditor', 'operator', 'reviewer']
    project: str | None
    permissions: list[Literal['projects:read', 'projects:write', 'checkpoints:read', 'checkpoints:write', 'endpoints:read', 'endpoints:write', 'datasets:read', 'datasets:write', 'datasets:erase', 'plans:read', 'plans:write', 'audits:read', 'audits:run', 'audits:erase', 'findings:read', 'answers:reveal', 'reports:read', 'requests:read', 'requests:write', 'requests:erase', 'evidence:export', 'evidence:reveal', 'workers:read', 'workers:control', 'users:manage', 'keys:manage', 'log:read']]


class User(TypedDict):
    id: str
    subject: str
    role: Literal['admin', 'auditor', 'operator', 'reviewer']
    project: str | None
    """
    the one project they belong to; null for administrators of the installation
    """
    createdAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """
    disabledAt: str | None


class NewUser(TypedDict):
    subject: str
    """
    `sub` of their tokens
    """
    role: Literal['admin', 'auditor', 'operator', 'reviewer']
    project: NotRequired[str | None]


class NewUpload(TypedDict):
    bytes: int


class Upload(TypedDict):
    id: str
    offset: int
    """
    where the next byte belongs
    """
    bytes: int
    """
    how many there will be
    """


class ExpectedDigest(TypedDict):
    sha256: str
    """
    SHA-256 in lower-case hex
    """


class Blob(TypedDict):
    sha256: str
    """
    SHA-256 in lower-case hex
    """
    bytes: int


class Checkpoint(TypedDict):
    name: str
    digest: str
    """
    of the list of all files but the model card
    """
    family: str
    source: Literal['built-in', 'upload']
    bytes: int
    derivedFrom: str | None
    """
    the checkpoint this one was made from, as its owner says
    """
    createdAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """


class Source(TypedDict):
    kind: Literal['built-in']
    name: str
    """
    a checkpoint of the reference zoo
    """


class File(TypedDict):
    path: str
    sha256: str
    """
    SHA-256 in lower-case hex
    """


class Source1(TypedDict):
    kind: Literal['upload']
    files: list[File]
    """
    files that were uploaded, in the Hugging Face ONNX layout
    """


class NewCheckpoint(TypedDict):
    name: str
    derivedFrom: NotRequired[str | None]
    source: Source | Source1


class File1(TypedDict):
    path: str
    bytes: int
    sha256: str
    """
    SHA-256 in lower-case hex
    """


class CheckpointWithFiles(TypedDict):
    name: str
    digest: str
    """
    of the list of all files but the model card
    """
    family: str
    source: Literal['built-in', 'upload']
    bytes: int
    derivedFrom: str | None
    """
    the checkpoint this one was made from, as its owner says
    """
    createdAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """
    files: list[File1]


class RegisteredEndpoint(TypedDict):
    name: str
    url: str
    model: str
    """
    as the endpoint calls it
    """
    hasKey: bool
    """
    whether an API key is kept for it; it is never shown
    """
    createdAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """


class NewEndpoint(TypedDict):
    name: str
    url: str
    """
    base address, for example https://models.example/v1; its origin must be on the server’s list
    """
    model: str
    key: NotRequired[str | None]


class EndpointCheck(TypedDict):
    usable: bool
    reason: str | None


class Split(TypedDict):
    split: str
    subjects: int
    items: int


class Dataset(TypedDict):
    id: str
    digest: str
    """
    SHA-256 in lower-case hex
    """
    source: Literal['built-in', 'upload']
    items: int
    splits: list[Split]
    createdAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """
    erasedAt: str | None
    """
    when its contents went; digest and numbers remain
    """


class Source2(TypedDict):
    kind: Literal['built-in']
    name: str
    """
    a generated population
    """


class Source3(TypedDict):
    kind: Literal['upload']
    header: str
    """
    of dataset.json, sent before with all other files
    """
    items: str
    """
    of items.jsonl
    """


class NewDataset(TypedDict):
    id: str
    source: Source2 | Source3


class PlanSummary(TypedDict):
    digest: str
    """
    of the resolved plan
    """
    name: str
    createdAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """


class BasedOn(TypedDict):
    policy: str
    version: int


class Dataset1(TypedDict):
    id: str
    forget: NotRequired[str]
    retain: NotRequired[str]


class Checkpoint1(TypedDict):
    name: str
    """
    name under which the checkpoint is registered
    """
    matches: NotRequired[list[str]]
    """
    matched-reference only: the targets it is matched to; all when absent
    """
    truth: NotRequired[Literal['forgot', 'hides', 'knows']]
    """
    what is known beforehand; only compared with the verdict
    """
    role: Literal['target', 'original', 'reference', 'matched-reference'] | list[Literal['target', 'original', 'reference', 'matched-reference']]
    """
    one role or several
    """


Seed: TypeAlias = int


class Scoring(TypedDict):
    views: NotRequired[int]
    """
    unseen (test) views per subject that are asked about
    """
    trainViews: NotRequired[int]
    """
    train views per subject handed to probes that optimise
    """
    defendedViews: NotRequired[int]
    """
    test views per subject when answers are collected behind a defense
    """
    retainSubjects: NotRequired[int]
    """
    retain subjects asked for utility; 0 asks none
    """
    maxNewTokens: NotRequired[int]
    batch: NotRequired[int]
    """
    prompts per model call
    """


class Controls(TypedDict):
    permutedAnswers: NotRequired[Literal['none', 'targets', 'all']]
    """
    also train every answer-using probe on permuted answers; scored on the true ones, reported, not required to be zero
    """


class Policy(TypedDict):
    margin: NotRequired[float]
    """
    largest leak beyond control that still counts as forgotten (non-inferiority margin)
    """
    leakFloor: NotRequired[float]
    """
    smallest leak worth the name: a lower bound must clear it. Covers the seed-to-seed differences of retrained references
    """
    alpha: NotRequired[float]
    """
    family-wise error of a leak, one-sided error of a pass
    """
    confidence: NotRequired[float]
    """
    coverage of the printed intervals
    """
    power: NotRequired[float]
    """
    least power at the margin for which a pass may be printed
    """
    resamples: NotRequired[int]
    """
    bootstrap and permutation resamples
    """
    minimumSubjects: NotRequired[int]
    """
    fewer held-out subjects than this are inconclusive
    """
    maximumNulls: NotRequired[float]
    """
    largest share of unmeasured answers for which a verdict is given
    """
    knownThreshold: NotRequired[float]
    """
    share of answers the original must give right for a subject to count as known
    """


Json: TypeAlias = Optional[Union[str, float, bool, list["Json"], dict[str, "Json"]]]


class Scoring1(TypedDict):
    views: int
    """
    unseen (test) views per subject that are asked about
    """
    trainViews: int
    """
    train views per subject handed to probes that optimise
    """
    defendedViews: int
    """
    test views per subject when answers are collected behind a defense
    """
    retainSubjects: int
    """
    retain subjects asked for utility; 0 asks none
    """
    maxNewTokens: int
    batch: int
    """
    prompts per model call
    """


class Policy1(TypedDict):
    margin: float
    """
    largest leak beyond control that still counts as forgotten (non-inferiority margin)
    """
    leakFloor: float
    """
    smallest leak worth the name: a lower bound must clear it. Covers the seed-to-seed differences of retrained references
    """
    alpha: float
    """
    family-wise error of a leak, one-sided error of a pass
    """
    confidence: float
    """
    coverage of the printed intervals
    """
    power: float
    """
    least power at the margin for which a pass may be printed
    """
    resamples: int
    """
    bootstrap and permutation resamples
    """
    minimumSubjects: int
    """
    fewer held-out subjects than this are inconclusive
    """
    maximumNulls: float
    """
    largest share of unmeasured answers for which a verdict is given
    """
    knownThreshold: float
    """
    share of answers the original must give right for a subject to count as known
    """


class Dataset2(TypedDict):
    id: str
    forget: str
    retain: str


class Checkpoint2(TypedDict):
    name: str
    """
    name under which the checkpoint is registered
    """
    roles: list[Literal['target', 'original', 'reference', 'matched-reference']]
    """
    a checkpoint may be a target and, for the other targets, a reference
    """
    matches: NotRequired[list[str]]
    """
    matched-reference only: the targets it is matched to; all when absent
    """
    truth: NotRequired[Literal['forgot', 'hides', 'knows']]
    """
    what is known beforehand; only compared with the verdict
    """


class Probe(TypedDict):
    id: str
    label: str
    """
    unique in its list; the id when absent
    """
    params: dict[str, Json]
    purpose: NotRequired[Literal['confirmatory', 'exploratory', 'comparison', 'control']]
    """
    the probe's own purpose when absent
    """
    on: NotRequired[list[Literal['target', 'original', 'reference', 'matched-reference']]]
    """
    roles of the checkpoints it runs on; all when absent
    """
    seeds: NotRequired[int]
    """
    use only the first so many seeds of the plan
    """


class Detector(TypedDict):
    id: str
    label: str
    """
    unique in its list; the id when absent
    """
    params: dict[str, Json]


class Defense(TypedDict):
    id: str
    label: str
    """
    unique in its list; the id when absent
    """
    params: dict[str, Json]


class Controls1(TypedDict):
    permutedAnswers: Literal['none', 'targets', 'all']
    """
    also train every answer-using probe on permuted answers; scored on the true ones, reported, not required to be zero
    """


class AuditPlan(TypedDict):
    version: Literal[1]
    name: str
    description: NotRequired[str]
    preset: str | None
    basedOn: NotRequired[BasedOn]
    """
    name and version of the policy; not in plans made before policies had versions
    """
    dataset: Dataset2
    checkpoints: list[Checkpoint2]
    seeds: list[Seed]
    folds: int
    """
    subject folds for cross-fitting
    """
    validation: float
    """
    share of a training fold set aside as fixed validation subjects
    """
    scoring: Scoring1
    probes: list[Probe]
    detectors: list[Detector]
    defenses: list[Defense]
    controls: Controls1
    policy: Policy1


VerdictValue: TypeAlias = Literal['leak', 'no-leak-above-bound', 'inconclusive']


class Plan1(TypedDict):
    name: str
    digest: str
    """
    SHA-256 in lower-case hex
    """


class Steps(TypedDict):
    planned: int
    done: int
    failed: int


class Audit(TypedDict):
    id: str
    state: Literal['queued', 'running', 'paused', 'cancelled', 'failed', 'complete']
    plan: Plan1
    priority: int
    """
    1 is first
    """
    steps: Steps
    verdict: VerdictValue | None
    """
    null until the audit is complete
    """
    failure: str | None
    """
    why it failed, and what to do
    """
    createdAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """
    updatedAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """
    finishedAt: str | None
    eraseAfter: str | None
    """
    when its personal data go by themselves
    """
    erasedAt: str | None
    """
    when they went; verdict, findings and digests remain
    """


class NewAudit(TypedDict):
    plan: str
    """
    digest of a plan of this project
    """
    priority: NotRequired[int]
    eraseAfter: NotRequired[str | None]
    """
    erase its personal data by then; null keeps them
    """


class Step(TypedDict):
    unit: str
    """
    SHA-256 in lower-case hex
    """
    title: str
    state: Literal['waiting', 'queued', 'running', 'done', 'failed', 'cancelled']
    attempts: int
    worker: str | None
    """
    who runs it or ran it last
    """
    reason: str | None
    """
    why the last attempt failed
    """


class WorkItem(TypedDict):
    unit: str
    """
    SHA-256 in lower-case hex
    """
    kind: str
    cost: float


class ProgressEvent1(TypedDict):
    type: Literal['audit-started']
    audit: str
    units: int
    done: int
    work: NotRequired[list[WorkItem]]
    """
    all units with what is alike in them, for a forecast from those that are finished
    """


class ProgressEvent2(TypedDict):
    type: Literal['unit-started']
    unit: str
    """
    SHA-256 in lower-case hex
    """
    title: str


class ProgressEvent3(TypedDict):
    type: Literal['unit-progress']
    unit: str
    """
    SHA-256 in lower-case hex
    """
    title: str
    step: float
    total: float
    message: str
    fraction: NotRequired[float]


class ProgressEvent4(TypedDict):
    type: Literal['unit-finished']
    unit: str
    """
    SHA-256 in lower-case hex
    """
    title: str
    outcome: Literal['done', 'reused', 'failed']
    done: int
    units: int
    fraction: float


class ProgressEvent5(TypedDict):
    type: Literal['audit-finished']
    audit: str
    outcome: Literal['complete', 'cancelled', 'failed']


ProgressEvent: TypeAlias = ProgressEvent1 | ProgressEvent2 | ProgressEvent3 | ProgressEvent4 | ProgressEvent5


class Subject(TypedDict):
    subject: str
    n: int
    expected: float


class Prior(TypedDict):
    task: Literal['generation', 'cloze', 'mcq']
    rule: Literal['uniform', 'modal']
    """
    the better guesser on average: uniform over the values, or the commonest value among retain subjects
    """
    uniform: float | None
    """
    mean over questions; null when the values are not known
    """
    modal: float
    subjects: list[Subject]
    """
    expected right answers of n by that rule
    """


class DataFinding(TypedDict):
    schema: Literal['palimpsest.finding/1']
    key: str
    """
    SHA-256 of the canonical JSON of this row without the key
    """
    unit: str
    """
    SHA-256 of the inputs of the unit of work that made it
    """
    plan: str
    """
    SHA-256 in lower-case hex
    """
    dataset: str
    """
    SHA-256 in lower-case hex
    """
    checkpoint: None
    engine: str
    """
    version of the engine
    """
    kind: Literal['data']
    forget: list[str]
    retain: int
    """
    subjects of the retain split
    """
    priors: list[Prior]
    """
    one per task that has questions about forget subjects
    """


class Checkpoint3(TypedDict):
    name: str
    digest: str
    """
    SHA-256 in lower-case hex
    """


class Probe1(TypedDict):
    id: str
    label: str
    version: int
    params: dict[str, Json]


class Fold(TypedDict):
    index: int
    of: int


class Subject1(TypedDict):
    subject: str
    n: int
    correct: int


class Attribute(TypedDict):
    attribute: str
    n: int
    correct: int
    subjects: NotRequired[list[Subject1]]
    """
    the same by person; not in findings made before attributes were tested
    """


class SubjectCounts(TypedDict):
    subject: str
    partition: Literal['held-out', 'train', 'validation', 'utility', 'stranger']
    n: int
    correct: int
    """
    the reply names the true value and no other value of the attribute
    """
    exact: int
    """
    the reply is the true value and nothing else (after normalising case and punctuation)
    """
    refused: int
    unparsable: int
    """
    neither a refusal nor any value of the attribute
    """
    gibberish: int
    """
    of the unparsable: empty, repeating or without words
    """
    nulls: int
    """
    not measured: the model failed or the item could not be asked
    """


Value: TypeAlias = int


class SubjectLikelihoods(TypedDict):
    subject: str
    partition: Literal['held-out', 'utility']
    truth: list[float | None]
    """
    mean log-probability per token of the true value
    """
    others: list[float | None]
    """
    log of the mean, over the other values, of exp(mean log-probability per token)
    """
    values: list[Value]
    """
    values of the attribute, with the true one
    """


class SubjectOverlap(TypedDict):
    subject: str
    partition: Literal['held-out', 'utility']
    recall: list[float | None]
    """
    ROUGE-L recall of the reply, stemmed, in [0, 1]
    """


class Detection(TypedDict):
    detector: str
    calibration: list[float]
    """
    clean images of subjects outside the test; the threshold comes from these
    """
    test: list[float]
    """
    images of the condition
    """
    subjects: list[str]
    """
    whose image each test score belongs to
    """


class Point(TypedDict):
    step: int
    value: float | None


class Curve(TypedDict):
    name: str
    """
    for example "adversarial", "denoised", "alignment", "validation"
    """
    quantity: Literal['loss', 'gradient-norm', 'recovery', 'epsilon']
    points: list[Point]


class HealthFlag(TypedDict):
    flag: Literal['zero-gradient', 'non-finite-gradient', 'loss-not-falling', 'zero-perturbation', 'epsilon-violated', 'unbounded-attack-fails', 'budget-exceeded', 'incomplete']
    raised: bool
    detail: str
    """
    what was looked at and what was seen
    """


class Artifact(TypedDict):
    sha256: str
    """
    SHA-256 in lower-case hex
    """
    mediaType: str
    bytes: int


class KnowledgeFinding(TypedDict):
    schema: Literal['palimpsest.finding/1']
    key: str
    """
    SHA-256 of the canonical JSON of this row without the key
    """
    unit: str
    """
    SHA-256 of the inputs of the unit of work that made it
    """
    plan: str
    """
    SHA-256 in lower-case hex
    """
    dataset: str
    """
    SHA-256 in lower-case hex
    """
    checkpoint: Checkpoint3
    engine: str
    """
    version of the engine
    """
    kind: Literal['knowledge']
    threshold: float
    known: list[str]
    unknown: list[str]


class GapFinding(TypedDict):
    schema: Literal['palimpsest.finding/1']
    key: str
    """
    SHA-256 of the canonical JSON of this row without the key
    """
    unit: str
    """
    SHA-256 of the inputs of the unit of work that made it
    """
    plan: str
    """
    SHA-256 in lower-case hex
    """
    dataset: str
    """
    SHA-256 in lower-case hex
    """
    checkpoint: Checkpoint3
    engine: str
    """
    version of the engine
    """
    kind: Literal['gap']
    what: str
    reason: str
    details: NotRequired[Json]


class Target(TypedDict):
    checkpoint: str
    verdict: VerdictValue
    sentence: str


class Summary(TypedDict):
    verdict: VerdictValue
    """
    worst over the targets
    """
    sentence: str
    exitCode: Literal[0, 100, 101]
    targets: list[Target]


class Subjects(TypedDict):
    forget: int
    eligible: int
    """
    forget subjects the original knew
    """
    excluded: int
    retain: int
    knowledgeChecked: bool


class Dataset3(TypedDict):
    id: str
    digest: str
    """
    SHA-256 in lower-case hex
    """


class NotMeasuredItem(TypedDict):
    what: str
    reason: str


class Timing(TypedDict):
    unit: str
    """
    SHA-256 in lower-case hex
    """
    title: str
    seconds: float


class Provenance(TypedDict):
    generatedAt: str | None
    """
    null in the reproducible form
    """
    timings: list[Timing]
    """
    empty in the reproducible form
    """


AttackClass: TypeAlias = Literal['attribute-inference', 'membership-inference', 'exfiltration', 'regurgitation', 'model-inversion', 'reconstruction']


class CheckpointIdentity(TypedDict):
    name: str
    roles: list[Literal['target', 'original', 'reference', 'matched-reference']]
    digest: str
    """
    SHA-256 of the manifest of every file of the checkpoint
    """
    family: str
    truth: Literal['forgot', 'hides', 'knows'] | None


class Reason(TypedDict):
    code: Literal['leak-found', 'below-margin', 'empty-audit', 'no-reference', 'no-matched-reference', 'no-prior', 'too-few-subjects', 'too-many-nulls', 'attack-unhealthy', 'low-power', 'bound-above-margin', 'model-broken', 'reference-knows', 'units-missing']
    detail: str


class ForgetScore1(TypedDict):
    state: Literal['not-measured']
    reason: str


class Interval(TypedDict):
    low: float
    high: float
    confidence: float
    """
    coverage, for example 0.95
    """


class Metric1(TypedDict):
    state: Literal['measured']
    estimate: float
    interval: Interval
    n: int
    """
    subjects: the statistical unit
    """
    answers: int
    """
    answers behind the estimate
    """
    nulls: int
    """
    answers that could not be measured; they are in no rate
    """
    method: str
    """
    how the interval was computed
    """


class Metric2(TypedDict):
    state: Literal['not-measured']
    reason: str


Metric: TypeAlias = Metric1 | Metric2


class TierVerdict(TypedDict):
    tier: int
    value: VerdictValue | None
    """
    null: no confirmatory probe of this tier in the plan
    """
    confirmatory: int
    """
    confirmatory endpoints
    """
    exploratory: int
    """
    exploratory endpoints; they decide nothing
    """
    pAdjusted: float | None
    """
    of its best credible endpoint, corrected within the tier and by Holm over the tiers; null without one
    """
    decidedBy: str | None
    """
    id of the endpoint that makes it a leak
    """
    leak: Metric
    """
    leak of its best endpoint
    """
    bound: float | None
    power: float | None
    minimumDetectableLeak: float | None
    reasons: list[Reason]


class Seed2(TypedDict):
    seed: int
    recovery: float


class ReplyRates(TypedDict):
    exact: Metric
    refused: Metric
    unparsable: Metric
    gibberish: Metric


class ControlComparison(TypedDict):
    control: Literal['reference', 'matched-reference', 'prior', 'noise', 'clean']
    name: str
    """
    checkpoint or rule that gave the control
    """
    kind: Literal['null', 'attribution']
    recovery: Metric
    difference: Metric
    """
    target minus control, paired by subject
    """
    p: float | None
    """
    one-sided paired permutation p of exceeding the control by the leak floor (null controls) or at all
    """
    exceeded: bool


class AttributeRow(TypedDict):
    attribute: str
    endpoint: str
    recovery: Metric
    leak: Metric
    """
    target minus the highest reference, paired by person
    """
    p: float | None
    """
    one-sided, of exceeding every reference by the leak floor
    """
    pAdjusted: float | None
    """
    Benjamini–Hochberg over the table
    """


class PlainReplies(TypedDict):
    correct: Metric
    refused: Metric
    wrong: Metric
    """
    names another value: what guessing looks like
    """
    unparsable: Metric
    """
    neither a refusal nor any value of the attribute
    """
    gibberish: Metric
    """
    of the unparsable: empty, repeating or without words
    """
    manner: Literal['answers', 'refuses', 'guesses', 'broken', 'mixed'] | None
    """
    what most replies are; mixed when nothing has a majority, null when not asked
    """


class RecoveryRow(TypedDict):
    checkpoint: str
    role: Literal['target', 'original', 'reference', 'matched-reference']
    probe: str
    variant: str
    ask: Literal['free', 'choice', 'cloze', 'mcq', 'exact-memorisation', 'extraction-strength', 'token-set', 'membership']
    pre: Metric
    """
    recovery on clean images, asked the same way
    """
    post: Metric
    """
    recovery under the probe, held-out subjects
    """
    refused: Metric
    unparsable: Metric


class UtilityRow(TypedDict):
    checkpoint: str
    role: Literal['target', 'original', 'reference', 'matched-reference']
    split: str
    ask: Literal['free', 'choice', 'cloze', 'mcq', 'exact-memorisation', 'extraction-strength', 'token-set', 'membership']
    accuracy: Metric
    refused: Metric
    unparsable: Metric


class Rate(TypedDict):
    falsePositiveRate: float
    """
    of people outside, at most
    """
    truePositiveRate: Metric
    """
    share of forget people above that threshold; chance is the rate itself
    """


class MembershipRow(TypedDict):
    checkpoint: str
    role: Literal['target', 'original', 'reference', 'matched-reference']
    probe: str
    variant: str
    """
    the score
    """
    area: Metric
    """
    under the ROC curve, over answers; one half is chance
    """
    outside: int | None
    """
    people outside; null where findings do not tell
    """
    rates: list[Rate]


class OfReference(TypedDict):
    reference: str
    value: Metric


class TruthRatio(TypedDict):
    value: Metric
    ofReferences: list[OfReference]
    """
    the same of each reference in the target’s place: what never having seen the data looks like
    """


class ModelUtility(TypedDict):
    value: Metric
    ofReferences: list[OfReference]
    """
    the same of each reference in the target’s place: what never having seen the data looks like
    """


class Klom(TypedDict):
    value: Metric
    ofReferences: list[OfReference]
    """
    the same of each reference in the target’s place: what never having seen the data looks like
    """


class Layer(TypedDict):
    layer: int
    """
    counted from 1
    """
    original: float
    references: float
    """
    mean of the references
    """
    target: float
    erased: float | None
    """
    null where the original has too little more than the references to lose
    """


class Depth(TypedDict):
    value: Metric
    ofReferences: list[OfReference]
    """
    the same of each reference in the target’s place: what never having seen the data looks like
    """
    layers: list[Layer]
    """
    right readings behind each layer
    """


class Questions(TypedDict):
    state: Literal['measured']
    p: float
    distance: float
    """
    largest distance of the two distribution functions
    """
    n: int
    """
    values of the target
    """
    references: int
    """
    values of the reference
    """


class Questions1(TypedDict):
    state: Literal['not-measured']
    reason: str


class People(TypedDict):
    state: Literal['measured']
    p: float
    distance: float
    """
    largest distance of the two distribution functions
    """
    n: int
    """
    values of the target
    """
    references: int
    """
    values of the reference
    """


class People1(TypedDict):
    state: Literal['not-measured']
    reason: str


class Questions2(TypedDict):
    state: Literal['measured']
    p: float
    distance: float
    """
    largest distance of the two distribution functions
    """
    n: int
    """
    values of the target
    """
    references: int
    """
    values of the reference
    """


class Questions3(TypedDict):
    state: Literal['not-measured']
    reason: str


class People2(TypedDict):
    state: Literal['measured']
    p: float
    distance: float
    """
    largest distance of the two distribution functions
    """
    n: int
    """
    values of the target
    """
    references: int
    """
    values of the reference
    """


class People3(TypedDict):
    state: Literal['not-measured']
    reason: str


class OfReference4(TypedDict):
    reference: str
    questions: Questions2 | Questions3
    people: People2 | People3


class ForgetQuality(TypedDict):
    questions: Questions | Questions1
    """
    TOFU’s p, over questions as if they were independent
    """
    people: People | People1
    """
    the same over one mean logarithm of the ratio per person
    """
    ofReferences: list[OfReference4]
    """
    every other reference in the target’s place
    """


class OfReference5(TypedDict):
    reference: str
    value: Metric


class PrivacyLeak(TypedDict):
    value: Metric
    ofReferences: list[OfReference5]
    """
    the same of each reference in the target’s place: what never having seen the data looks like
    """


class AgainstItem(TypedDict):
    reference: str
    role: Literal['reference', 'matched-reference']
    forgetQuality: ForgetQuality
    privacyLeak: PrivacyLeak
    """
    MUSE’s PrivLeak by Min-K%, in percent
    """


class ReferenceMetrics(TypedDict):
    checkpoint: str
    truthRatio: TruthRatio
    """
    mean of min(R, 1/R) over people to be forgotten
    """
    modelUtility: ModelUtility
    """
    harmonic mean of probability, truth ratio and ROUGE-L over people to be kept
    """
    klom: Klom
    """
    Gaussian KL of margins against all references at once; references: against the others
    """
    depth: NotRequired[Depth]
    """
    erasure depth by linear readouts: 0 is all still there, 1 as little as was never seen; absent without them
    """
    against: list[AgainstItem]


class AttackPanel(TypedDict):
    checkpoint: str
    probe: str
    variant: str
    answers: Literal['true', 'permuted']
    seed: int
    fold: int | None
    epsilon: float | None
    steps: int
    curves: list[Curve]
    health: list[HealthFlag]


class Clean1(TypedDict):
    artifact: Artifact
    width: int
    height: int


class Noise(TypedDict):
    artifact: Artifact
    width: int
    height: int


class Perturbed(TypedDict):
    artifact: Artifact
    width: int
    height: int


class Picture(TypedDict):
    artifact: Artifact
    width: int
    height: int


class DenoisedItem(TypedDict):
    defense: str
    picture: Picture


class PictureStrip(TypedDict):
    checkpoint: str
    probe: str
    variant: str
    subject: str
    clean: Clean1
    noise: Noise | None
    """
    δ × 10 around mid-grey; withheld where pictures are blurred
    """
    perturbed: Perturbed | None
    denoised: list[DenoisedItem]
    blurred: NotRequired[Literal[True]]
    """
    only coarse colours of each picture are left
    """


class RocItem(TypedDict):
    falsePositiveRate: float
    truePositiveRate: float


class DetectorPanel(TypedDict):
    checkpoint: str
    detector: str
    condition: str
    """
    noise, sua, sua-no-alignment, …; negatives are clean test images
    """
    positives: int
    negatives: int
    calibration: int
    auroc: Metric
    threshold: float | None
    """
    score that 5 % of the calibration images exceed
    """
    truePositiveRate: Metric
    """
    at the frozen threshold
    """
    falsePositiveRate: Metric
    """
    realised on clean test images at the frozen threshold
    """
    roc: list[RocItem]


class DefenseRow(TypedDict):
    checkpoint: str
    defense: str
    probe: str
    variant: str
    ask: Literal['free', 'choice', 'cloze', 'mcq', 'exact-memorisation', 'extraction-strength', 'token-set', 'membership']
    withoutDefense: Metric
    """
    recovery on the same images without the defense
    """
    withDefense: Metric
    cleanRetainWithout: Metric
    cleanRetainWith: Metric
    adaptivelyTested: bool
    """
    false: the attacker did not know this defense; say so beside the number
    """


class Endpoint1(TypedDict):
    endpoint: str
    n: int
    correct: int
    refused: int
    control: float | None


class SubjectRow(TypedDict):
    subject: str
    checkpoint: str
    endpoints: list[Endpoint1]
    upperBound: float | None
    """
    one-sided Clopper–Pearson bound on this person’s worst endpoint; answers of one person are correlated
    """


class Profile(TypedDict):
    id: str
    title: str
    view: str
    """
    which reading of the law, where authorities disagree
    """
    remarks: list[str]


class Trigger(TypedDict):
    trigger: Literal['expired', 'new-checkpoint', 'quantisation', 'adapter-merge', 'further-training', 'new-request', 'new-attack']
    detail: str


class Validity(TypedDict):
    days: int
    """
    our own choice; no text sets a number
    """
    until: str | None
    triggers: list[Trigger]


class Source4(TypedDict):
    instrument: str
    title: str
    where: str


class Wording(TypedDict):
    status: Literal['quoted-by-id-only', 'paraphrased-verified', 'paraphrased-secondary', 'to-be-verified']
    """
    our paraphrase was checked against a copy of the text, taken from a secondary source, or is still to be checked
    """
    of: str
    """
    date or edition of the text
    """


class MessageValue1(TypedDict):
    share: float
    """
    in [0, 1], written in percent
    """


class MessageValue2(TypedDict):
    attackClass: AttackClass


class MessageValue4(TypedDict):
    verdictOf: str
    """
    a target: the sentence of its verdict
    """


Channel: TypeAlias = Literal['queries', 'weights']


RequirementState: TypeAlias = Literal['evidence-for', 'partial', 'evidence-against', 'not-tested', 'out-of-scope']


class EvidenceItem(TypedDict):
    kind: Literal['endpoint', 'field', 'digest', 'request']
    id: str
    """
    checkpoint: endpoint id; path in the report; SHA-256; request id
    """


class PeopleBound(TypedDict):
    checkpoint: str
    people: int
    unmeasured: int
    """
    people without any bound
    """
    largest: float | None
    """
    largest one-sided upper bound on a person’s worst endpoint
    """
    smallestReachable: float | None
    """
    1 − α^(1/n): the least bound that the person asked most can have, were no answer right
    """
    threshold: float
    above: int
    """
    people whose bound is above the threshold
    """
    confidence: float


Subject2: TypeAlias = str


class RequestExtension(TypedDict):
    on: str
    """
    when the person was told
    """
    reason: str


class RequestAnswer(TypedDict):
    on: str
    """
    calendar date, YYYY-MM-DD
    """
    outcome: Literal['erased', 'partly-erased', 'refused', 'withdrawn']
    """
    what the person was told; no finding of an audit
    """
    reason: str | None
    """
    why not, where it was refused or done in part
    """


class DerivedFrom(TypedDict):
    checkpoint: str
    how: Literal['quantised', 'adapter', 'merged', 'further-trained', 'distilled']


class ServedCheckpoint(TypedDict):
    checkpoint: str
    """
    name under which it is registered
    """
    derivedFrom: DerivedFrom | None
    """
    null: not a copy of another one that is listed
    """


RequestStanding: TypeAlias = Literal['open', 'overdue', 'answered-in-time', 'answered-late']


class RecordedRequest(TypedDict):
    id: str
    profile: str
    """
    whose deadline it has: a compliance profile
    """
    received: str
    """
    calendar date, YYYY-MM-DD
    """
    due: str | None
    """
    last day for the answer, extension included; null where no law sets one
    """
    subjects: list[Subject2]
    extension: RequestExtension | None
    answer: RequestAnswer | None
    checkpoints: list[ServedCheckpoint]
    audits: list[str]
    """
    audits that looked for what was to be erased
    """
    standing: RequestStanding
    """
    today by the clock of the server, or on the day that was asked about
    """
    createdAt: str
    """
    when it was recorded
    """
    erasedAt: str | None
    """
    when its reasons went; dates, people and links remain
    """


Checkpoint7: TypeAlias = str


class NewRequest(TypedDict):
    id: str
    """
    not a name
    """
    profile: str
    """
    whose law sets the deadline: a compliance profile such as eu
    """
    received: str
    """
    calendar date, YYYY-MM-DD
    """
    subjects: list[Subject2]
    checkpoints: NotRequired[list[Checkpoint7]]
    """
    in service; linking adds copies made of them
    """
    dataset: NotRequired[str | None]
    """
    check that they are people of this data set
    """


class NewExtension(TypedDict):
    on: NotRequired[str | None]
    """
    when the person was told; null: today
    """
    reason: str
    """
    what the person was told; no names
    """


class NewAnswer(TypedDict):
    on: NotRequired[str | None]
    """
    when the person was told; null: today
    """
    outcome: Literal['erased', 'partly-erased', 'refused', 'withdrawn']
    """
    what the person was told; no finding of an audit
    """
    reason: NotRequired[str | None]
    """
    why not, where it was refused or done in part; no names
    """


class NewLink(TypedDict):
    audit: NotRequired[str | None]
    """
    that looked for what was to be erased
    """
    checkpoint: NotRequired[ServedCheckpoint | None]
    """
    in service, and what it was made from
    """


class Plugin(TypedDict):
    id: str
    version: int
    title: str
    goal: str
    """
    what it tries to do, or what it counts
    """
    reference: str
    """
    paper, standard or section
    """
    params: dict[str, Json]
    """
    JSON Schema (2020-12) of its parameters
    """
    defaults: dict[str, Json]
    """
    what a plan gets that gives none
    """


class QueueCounts(TypedDict):
    waiting: int
    delayed: int
    active: int
    dead: int
    paused: bool


QueueCounts1: TypeAlias = dict[Literal['cpu', 'cuda', 'network'], QueueCounts]


class LogEntry(TypedDict):
    sequence: int
    at: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """
    actor: str
    action: str
    target: str
    detail: Json
    salt: str | None
    """
    what an excerpt derives the salts of fields from; null of entries that no excerpt can hold
    """
    digest: str
    """
    of the entry and the digest before it
    """


class LogVerification(TypedDict):
    intact: bool
    entries: int
    head: str | None
    problem: str | None


class Problem1(TypedDict):
    path: str
    message: str
    nearest: NotRequired[str]


class Problem(TypedDict):
    type: Literal['/problems/malformed-request', '/problems/unauthenticated', '/problems/forbidden', '/problems/not-found', '/problems/method-not-allowed', '/problems/conflict', '/problems/gone', '/problems/too-large', '/problems/unsupported-media-type', '/problems/range-not-satisfiable', '/problems/invalid-input', '/problems/too-many-requests', '/problems/internal-error', '/problems/not-ready']
    title: str
    status: int
    detail: str
    """
    what, where, and what to do
    """
    instance: str
    """
    the request id, as in the logs
    """
    problems: NotRequired[list[Problem1]]
    """
    invalid-input: everything that does not fit, each with its path and the nearest known key
    """


class Probes(TypedDict):
    id: str
    label: NotRequired[str]
    params: NotRequired[dict[str, Json]]
    purpose: NotRequired[Literal['confirmatory', 'exploratory', 'comparison', 'control']]
    """
    the probe's own purpose when absent
    """
    on: NotRequired[list[Literal['target', 'original', 'reference', 'matched-reference']]]
    """
    roles of the checkpoints it runs on; all when absent
    """
    seeds: NotRequired[int]
    """
    use only the first so many seeds of the plan
    """


class Detectors(TypedDict):
    id: str
    label: NotRequired[str]
    params: NotRequired[dict[str, Json]]


class Defenses(TypedDict):
    id: str
    label: NotRequired[str]
    params: NotRequired[dict[str, Json]]


class PlanInput(TypedDict):
    version: NotRequired[Literal[1]]
    name: str
    description: NotRequired[str]
    preset: NotRequired[Literal['demo', 'screening', 'standard', 'regulator']]
    basedOn: NotRequired[BasedOn]
    """
    set by --policy: the policy of one’s own that was filled in
    """
    dataset: str | Dataset1
    checkpoints: list[Checkpoint1]
    seeds: NotRequired[list[Seed]]
    folds: NotRequired[int]
    validation: NotRequired[float]
    scoring: NotRequired[Scoring]
    probes: NotRequired[list[str | Probes]]
    detectors: NotRequired[list[str | Detectors]]
    defenses: NotRequired[list[str | Defenses]]
    controls: NotRequired[Controls]
    policy: NotRequired[Policy]


class Plan(TypedDict):
    digest: str
    """
    of the resolved plan
    """
    name: str
    createdAt: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """
    plan: AuditPlan
    """
    resolved: presets and defaults filled in
    """


class AuditEvent(TypedDict):
    sequence: int
    at: str
    """
    UTC, for example 2026-11-25T09:00:00.000Z
    """
    event: ProgressEvent


class AnswersFinding(TypedDict):
    schema: Literal['palimpsest.finding/1']
    key: str
    """
    SHA-256 of the canonical JSON of this row without the key
    """
    unit: str
    """
    SHA-256 of the inputs of the unit of work that made it
    """
    plan: str
    """
    SHA-256 in lower-case hex
    """
    dataset: str
    """
    SHA-256 in lower-case hex
    """
    checkpoint: Checkpoint3
    engine: str
    """
    version of the engine
    """
    kind: Literal['answers']
    probe: Probe1
    variant: str
    """
    what the candidate was: "clean", "noise-1", "sua", "relearned"
    """
    ask: Literal['free', 'choice', 'cloze', 'mcq', 'exact-memorisation', 'extraction-strength', 'token-set', 'membership']
    answers: Literal['true', 'permuted']
    """
    which answers the probe was given; grading always uses the true ones
    """
    defense: str | None
    """
    label of the defense in front of the model
    """
    seed: int
    fold: Fold | None
    trained: list[str]
    """
    subjects the probe could see
    """
    subjects: list[SubjectCounts]
    attributes: list[Attribute]
    """
    held-out answers by attribute: exploratory
    """
    likelihoods: NotRequired[list[SubjectLikelihoods]]
    """
    of constrained choices when nothing was changed
    """
    overlap: NotRequired[list[SubjectOverlap]]
    """
    of free replies when nothing was changed
    """
    outside: NotRequired[list[float]]
    """
    of membership: of each person known to be outside, the share of the others outside that score lower
    """


class ArtifactModel(TypedDict):
    kind: Literal['perturbation', 'clean', 'noise-x10', 'perturbed', 'denoised']
    label: str
    """
    for denoised: the defense
    """
    subject: str | None
    artifact: Artifact
    width: NotRequired[int]
    height: NotRequired[int]


class AttackFinding(TypedDict):
    schema: Literal['palimpsest.finding/1']
    key: str
    """
    SHA-256 of the canonical JSON of this row without the key
    """
    unit: str
    """
    SHA-256 of the inputs of the unit of work that made it
    """
    plan: str
    """
    SHA-256 in lower-case hex
    """
    dataset: str
    """
    SHA-256 in lower-case hex
    """
    checkpoint: Checkpoint3
    engine: str
    """
    version of the engine
    """
    kind: Literal['attack']
    probe: Probe1
    variant: str
    answers: Literal['true', 'permuted']
    seed: int
    fold: Fold | None
    trained: list[str]
    validated: list[str]
    steps: int
    epsilon: float | None
    """
    bound in [0,1]; null when the input is not perturbed
    """
    curves: list[Curve]
    health: list[HealthFlag]
    detections: list[Detection]
    artifacts: list[ArtifactModel]


class Identity(TypedDict):
    audit: str
    plan: str
    """
    SHA-256 in lower-case hex
    """
    dataset: Dataset3
    checkpoints: list[CheckpointIdentity]
    engine: str
    findings: str
    """
    SHA-256 over the keys of all findings, in order
    """


class UsedPlugin(TypedDict):
    kind: Literal['probe', 'detector', 'defense']
    id: str
    label: str
    title: str
    goal: str
    reference: str
    access: Literal['text', 'scores', 'gradient', 'weights'] | None
    tier: int | None
    purpose: Literal['confirmatory', 'exploratory', 'comparison', 'control'] | None
    examined: bool | None
    """
    probes: whether it has been seen to find something on a checkpoint of known truth; null when not told
    """
    attackClasses: list[AttackClass] | None
    """
    probes: what a data protection authority would call it; null when not told
    """
    params: dict[str, Json]


class Clean(TypedDict):
    forget: Metric
    retain: Metric
    forgetReplies: PlainReplies
    retainReplies: PlainReplies


class Controls2(TypedDict):
    reference: Metric
    matchedReference: Metric
    permuted: Metric
    noise: Metric
    prior: Metric


class ForgetScore(TypedDict):
    state: Literal['measured']
    score: float
    interval: Interval
    endpoint: str


class Verdict(TypedDict):
    value: VerdictValue
    sentence: str
    """
    one sentence for people
    """
    reasons: list[Reason]
    decidedBy: str | None
    """
    id of the endpoint that decided; null when inconclusive
    """
    leak: Metric
    """
    leak of the deciding endpoint; of the worst one when none is a leak
    """
    bound: float | None
    margin: float
    confidence: float
    power: float | None
    minimumDetectableLeak: float | None
    subjects: int
    """
    held-out subjects of the confirmatory endpoint that has the fewest
    """
    forgetScore: ForgetScore | ForgetScore1
    tiers: list[TierVerdict]
    """
    one per tier; none in reports made before tiers were judged
    """


class Endpoint(TypedDict):
    id: str
    """
    probe label/variant/ask, unique in the target
    """
    probe: str
    variant: str
    ask: Literal['free', 'choice', 'cloze', 'mcq', 'exact-memorisation', 'extraction-strength', 'token-set', 'membership']
    purpose: Literal['confirmatory', 'exploratory', 'comparison', 'control']
    tier: int
    target: Metric
    """
    recovery on held-out subjects
    """
    rates: ReplyRates
    original: Metric
    comparisons: list[ControlComparison]
    permuted: Metric
    """
    the same probe trained on permuted answers, scored on the true ones: reported, not required to be zero
    """
    train: Metric
    """
    recovery on the subjects the probe was trained on: proves nothing, shows over-fitting
    """
    seeds: list[Seed2]
    leak: Metric
    """
    target minus the highest null control; the interval is the most cautious over controls
    """
    bindingControl: str | None
    pAdjusted: float | None
    """
    corrected for the other confirmatory endpoints of its tier (best of several), times the tiers tested
    """
    bound: float | None
    """
    one-sided upper bound on the leak at 1 − alpha, never below what n subjects can support
    """
    power: float | None
    """
    power to certify the margin if the true leak is zero
    """
    minimumDetectableLeak: float | None
    isLeak: bool
    isBelowMargin: bool
    health: list[HealthFlag]
    """
    raised flags of the attacks behind this endpoint
    """
    controlHealth: list[HealthFlag]
    """
    raised flags of the same attacks on its controls that may make a control too low
    """


class MessageValue3(TypedDict):
    channels: list[Channel]


MessageValue: TypeAlias = str | float | MessageValue1 | MessageValue2 | MessageValue3 | MessageValue4


class ErasureRequest(TypedDict):
    id: str
    profile: str
    """
    whose deadline it has: a compliance profile
    """
    received: str
    """
    calendar date, YYYY-MM-DD
    """
    due: str | None
    """
    last day for the answer, extension included; null where no law sets one
    """
    subjects: list[Subject2]
    extension: RequestExtension | None
    answer: RequestAnswer | None
    checkpoints: list[ServedCheckpoint]
    audits: list[str]
    """
    audits that looked for what was to be erased
    """


Finding: TypeAlias = DataFinding | AnswersFinding | AttackFinding | KnowledgeFinding | GapFinding


class Scope(TypedDict):
    question: str
    attackerModel: list[str]
    """
    what the auditor was allowed: access, knowledge, budget
    """
    subjects: Subjects
    plugins: list[UsedPlugin]


class TargetReport(TypedDict):
    checkpoint: str
    truth: Literal['forgot', 'hides', 'knows'] | None
    agreesWithTruth: bool | None
    """
    null without a known truth, or when inconclusive
    """
    verdict: Verdict
    endpoints: list[Endpoint]
    """
    confirmatory first, then worst first
    """
    attributes: list[AttributeRow]
    """
    exploratory; none in reports made before attributes were tested
    """
    clean: Clean
    """
    free answers on clean images
    """
    controls: Controls2
    """
    controls of the deciding endpoint, or of the worst one when inconclusive; the highest where several
    """


class Message(TypedDict):
    pattern: str
    """
    English, with names of values in braces
    """
    values: dict[str, MessageValue]


class ClaimConfidence(TypedDict):
    level: Literal['none', 'low', 'moderate', 'high']
    reason: str
    messages: NotRequired[list[Message]]
    """
    the same text in pieces, for other languages; absent where it was not put together
    """


class CoverageCell(TypedDict):
    attackClass: AttackClass
    channel: Channel
    probes: list[str]
    """
    labels of the probes of the plan that try it
    """
    result: VerdictValue | None
    """
    null: not tested
    """
    isConfirmatory: bool
    """
    whether endpoints that decide verdicts carry the result; exploratory ones are not corrected
    """
    bound: float | None
    """
    largest one-sided upper bound on the leak, share of answers
    """
    evidence: list[EvidenceItem]
    """
    the endpoints behind the result, worst first; at most five
    """
    reason: str
    messages: NotRequired[list[Message]]
    """
    the same text in pieces, for other languages; absent where it was not put together
    """


class FiledRequest(TypedDict):
    request: ErasureRequest
    standing: RequestStanding
    """
    on the day of the filing
    """
    audited: list[str]
    """
    its people among the audited ones
    """
    notAudited: list[str]
    checkpointsNotAudited: list[str]
    """
    in service by the request, and no target of this report
    """


class Claim(TypedDict):
    claim: str
    messages: NotRequired[list[Message]]
    """
    the same text in pieces, for other languages; absent where it was not put together
    """
    state: RequirementState
    evidence: list[EvidenceItem]
    confidence: ClaimConfidence


class FilingRow(TypedDict):
    requirement: str
    instrument: str
    reference: str
    """
    article, section or control
    """
    asks: str
    """
    our own paraphrase
    """
    wording: Wording
    claims: list[Claim]
    state: RequirementState
    """
    of all claims together
    """
    confidence: ClaimConfidence
    """
    of the strongest claim against, where there is one; of the weakest otherwise
    """
    cannotShow: str


class Filing(TypedDict):
    schema: Literal['palimpsest.filing/1']
    notice: str
    profile: Profile
    on: str | None
    """
    the day on which it was filed; null in the reproducible form
    """
    checkpoints: list[str]
    """
    targets of the report it speaks about
    """
    rows: list[FilingRow]
    coverage: list[CoverageCell]
    """
    every class of attack through both channels
    """
    people: list[PeopleBound]
    requests: list[FiledRequest]
    validity: Validity
    sources: list[Source4]


class Report(TypedDict):
    schema: Literal['palimpsest.report/1']
    title: str
    summary: Summary
    scope: Scope
    identity: Identity
    targets: list[TargetReport]
    recovery: list[RecoveryRow]
    utility: list[UtilityRow]
    membership: NotRequired[list[MembershipRow]]
    """
    none in reports made before; exploratory
    """
    references: NotRequired[list[ReferenceMetrics]]
    """
    published metrics per target; they decide no verdict
    """
    attacks: list[AttackPanel]
    pictures: list[PictureStrip]
    detectors: list[DetectorPanel]
    defenses: list[DefenseRow]
    subjects: list[SubjectRow]
    notMeasured: list[NotMeasuredItem]
    limits: list[str]
    plan: AuditPlan
    filing: NotRequired[Filing]
    """
    the report beside the norms of a jurisdiction; only where one was asked for
    """
    provenance: Provenance
