/** Generated from docs/openapi.json by `npm run sync`; changes here are lost. */
type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export interface components {
    schemas: {
        Project: {
            id: string;
            title: string;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            createdAt: string;
        };
        NewProject: {
            id: string;
            title: string;
        };
        ApiKey: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "auditor" | "operator" | "reviewer";
            /** @description the one project it opens; null for the whole installation */
            project: string | null;
            /** @description narrower than the role; null for all of it */
            scopes: ("projects:read" | "projects:write" | "checkpoints:read" | "checkpoints:write" | "endpoints:read" | "endpoints:write" | "datasets:read" | "datasets:write" | "datasets:erase" | "plans:read" | "plans:write" | "audits:read" | "audits:run" | "audits:erase" | "findings:read" | "answers:reveal" | "reports:read" | "requests:read" | "requests:write" | "requests:erase" | "evidence:export" | "evidence:reveal" | "workers:read" | "workers:control" | "users:manage" | "keys:manage" | "log:read")[] | null;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
        };
        NewApiKey: {
            name: string;
            /** @enum {string} */
            role: "admin" | "auditor" | "operator" | "reviewer";
            /** @default null */
            project?: string | null;
            /** @default null */
            scopes?: ("projects:read" | "projects:write" | "checkpoints:read" | "checkpoints:write" | "endpoints:read" | "endpoints:write" | "datasets:read" | "datasets:write" | "datasets:erase" | "plans:read" | "plans:write" | "audits:read" | "audits:run" | "audits:erase" | "findings:read" | "answers:reveal" | "reports:read" | "requests:read" | "requests:write" | "requests:erase" | "evidence:export" | "evidence:reveal" | "workers:read" | "workers:control" | "users:manage" | "keys:manage" | "log:read")[] | null;
            /** @default null */
            expiresAt?: string | null;
        };
        IssuedApiKey: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "auditor" | "operator" | "reviewer";
            /** @description the one project it opens; null for the whole installation */
            project: string | null;
            /** @description narrower than the role; null for all of it */
            scopes: ("projects:read" | "projects:write" | "checkpoints:read" | "checkpoints:write" | "endpoints:read" | "endpoints:write" | "datasets:read" | "datasets:write" | "datasets:erase" | "plans:read" | "plans:write" | "audits:read" | "audits:run" | "audits:erase" | "findings:read" | "answers:reveal" | "reports:read" | "requests:read" | "requests:write" | "requests:erase" | "evidence:export" | "evidence:reveal" | "workers:read" | "workers:control" | "users:manage" | "keys:manage" | "log:read")[] | null;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
            /** @description shown this once */
            key: string;
        };
        Caller: {
            actor: string;
            /** @enum {string} */
            role: "admin" | "auditor" | "operator" | "reviewer";
            project: string | null;
            permissions: ("projects:read" | "projects:write" | "checkpoints:read" | "checkpoints:write" | "endpoints:read" | "endpoints:write" | "datasets:read" | "datasets:write" | "datasets:erase" | "plans:read" | "plans:write" | "audits:read" | "audits:run" | "audits:erase" | "findings:read" | "answers:reveal" | "reports:read" | "requests:read" | "requests:write" | "requests:erase" | "evidence:export" | "evidence:reveal" | "workers:read" | "workers:control" | "users:manage" | "keys:manage" | "log:read")[];
        };
        User: {
            /** Format: uuid */
            id: string;
            subject: string;
            /** @enum {string} */
            role: "admin" | "auditor" | "operator" | "reviewer";
            /** @description the one project they belong to; null for administrators of the installation */
            project: string | null;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            createdAt: string;
            disabledAt: string | null;
        };
        NewUser: {
            /** @description `sub` of their tokens */
            subject: string;
            /** @enum {string} */
            role: "admin" | "auditor" | "operator" | "reviewer";
            /** @default null */
            project?: string | null;
        };
        NewUpload: {
            bytes: number;
        };
        Upload: {
            id: string;
            /** @description where the next byte belongs */
            offset: number;
            /** @description how many there will be */
            bytes: number;
        };
        ExpectedDigest: {
            /** @description SHA-256 in lower-case hex */
            sha256: string;
        };
        Blob: {
            /** @description SHA-256 in lower-case hex */
            sha256: string;
            bytes: number;
        };
        Checkpoint: {
            name: string;
            /** @description of the list of all files but the model card */
            digest: string;
            family: string;
            /** @enum {string} */
            source: "built-in" | "upload";
            bytes: number;
            /** @description the checkpoint this one was made from, as its owner says */
            derivedFrom: string | null;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            createdAt: string;
        };
        NewCheckpoint: {
            name: string;
            /** @default null */
            derivedFrom?: string | null;
            source: {
                /** @constant */
                kind: "built-in";
                /** @description a checkpoint of the reference zoo */
                name: string;
            } | {
                /** @constant */
                kind: "upload";
                /** @description files that were uploaded, in the Hugging Face ONNX layout */
                files: {
                    path: string;
                    /** @description SHA-256 in lower-case hex */
                    sha256: string;
                }[];
            };
        };
        CheckpointWithFiles: {
            name: string;
            /** @description of the list of all files but the model card */
            digest: string;
            family: string;
            /** @enum {string} */
            source: "built-in" | "upload";
            bytes: number;
            /** @description the checkpoint this one was made from, as its owner says */
            derivedFrom: string | null;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            createdAt: string;
            files: {
                path: string;
                bytes: number;
                /** @description SHA-256 in lower-case hex */
                sha256: string;
            }[];
        };
        RegisteredEndpoint: {
            name: string;
            url: string;
            /** @description as the endpoint calls it */
            model: string;
            /** @description whether an API key is kept for it; it is never shown */
            hasKey: boolean;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            createdAt: string;
        };
        NewEndpoint: {
            name: string;
            /**
             * Format: uri
             * @description base address, for example https://models.example/v1; its origin must be on the server’s list
             */
            url: string;
            model: string;
            /** @default null */
            key?: string | null;
        };
        EndpointCheck: {
            usable: boolean;
            reason: string | null;
        };
        Dataset: {
            id: string;
            /** @description SHA-256 in lower-case hex */
            digest: string;
            /** @enum {string} */
            source: "built-in" | "upload";
            items: number;
            splits: {
                split: string;
                subjects: number;
                items: number;
            }[];
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            createdAt: string;
            /** @description when its contents went; digest and numbers remain */
            erasedAt: string | null;
        };
        NewDataset: {
            id: string;
            source: {
                /** @constant */
                kind: "built-in";
                /** @description a generated population */
                name: string;
            } | {
                /** @constant */
                kind: "upload";
                /** @description of dataset.json, sent before with all other files */
                header: string;
                /** @description of items.jsonl */
                items: string;
            };
        };
        PlanSummary: {
            /** @description of the resolved plan */
            digest: string;
            name: string;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            createdAt: string;
        };
        PlanInput: {
            /** @constant */
            version?: 1;
            name: string;
            description?: string;
            /** @enum {string} */
            preset?: "demo" | "screening" | "standard" | "regulator";
            /** @description set by --policy: the policy of one’s own that was filled in */
            basedOn?: {
                policy: string;
                version: number;
            };
            dataset: string | {
                id: string;
                forget?: string;
                retain?: string;
            };
            checkpoints: {
                /** @description name under which the checkpoint is registered */
                name: string;
                /** @description matched-reference only: the targets it is matched to; all when absent */
                matches?: string[];
                /**
                 * @description what is known beforehand; only compared with the verdict
                 * @enum {string}
                 */
                truth?: "forgot" | "hides" | "knows";
                /** @description one role or several */
                role: ("target" | "original" | "reference" | "matched-reference") | ("target" | "original" | "reference" | "matched-reference")[];
            }[];
            seeds?: number[];
            folds?: number;
            validation?: number;
            scoring?: {
                /** @description unseen (test) views per subject that are asked about */
                views?: number;
                /** @description train views per subject handed to probes that optimise */
                trainViews?: number;
                /** @description test views per subject when answers are collected behind a defense */
                defendedViews?: number;
                /** @description retain subjects asked for utility; 0 asks none */
                retainSubjects?: number;
                maxNewTokens?: number;
                /** @description prompts per model call */
                batch?: number;
            };
            probes?: (string | {
                id: string;
                label?: string;
                params?: {
                    [key: string]: components["schemas"]["Json"];
                };
                /**
                 * @description the probe's own purpose when absent
                 * @enum {string}
                 */
                purpose?: "confirmatory" | "exploratory" | "comparison" | "control";
                /** @description roles of the checkpoints it runs on; all when absent */
                on?: ("target" | "original" | "reference" | "matched-reference")[];
                /** @description use only the first so many seeds of the plan */
                seeds?: number;
            })[];
            detectors?: (string | {
                id: string;
                label?: string;
                params?: {
                    [key: string]: components["schemas"]["Json"];
                };
            })[];
            defenses?: (string | {
                id: string;
                label?: string;
                params?: {
                    [key: string]: components["schemas"]["Json"];
                };
            })[];
            controls?: {
                /**
                 * @description also train every answer-using probe on permuted answers; scored on the true ones, reported, not required to be zero
                 * @enum {string}
                 */
                permutedAnswers?: "none" | "targets" | "all";
            };
            policy?: {
                /** @description largest leak beyond control that still counts as forgotten (non-inferiority margin) */
                margin?: number;
                /** @description smallest leak worth the name: a lower bound must clear it. Covers the seed-to-seed differences of retrained references */
                leakFloor?: number;
                /** @description family-wise error of a leak, one-sided error of a pass */
                alpha?: number;
                /** @description coverage of the printed intervals */
                confidence?: number;
                /** @description least power at the margin for which a pass may be printed */
                power?: number;
                /** @description bootstrap and permutation resamples */
                resamples?: number;
                /** @description fewer held-out subjects than this are inconclusive */
                minimumSubjects?: number;
                /** @description largest share of unmeasured answers for which a verdict is given */
                maximumNulls?: number;
                /** @description share of answers the original must give right for a subject to count as known */
                knownThreshold?: number;
            };
        };
        Json: JsonValue;
        Plan: {
            /** @description of the resolved plan */
            digest: string;
            name: string;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            createdAt: string;
            /** @description resolved: presets and defaults filled in */
            plan: components["schemas"]["AuditPlan"];
        };
        Scoring: {
            /** @description unseen (test) views per subject that are asked about */
            views: number;
            /** @description train views per subject handed to probes that optimise */
            trainViews: number;
            /** @description test views per subject when answers are collected behind a defense */
            defendedViews: number;
            /** @description retain subjects asked for utility; 0 asks none */
            retainSubjects: number;
            maxNewTokens: number;
            /** @description prompts per model call */
            batch: number;
        };
        Policy: {
            /** @description largest leak beyond control that still counts as forgotten (non-inferiority margin) */
            margin: number;
            /** @description smallest leak worth the name: a lower bound must clear it. Covers the seed-to-seed differences of retrained references */
            leakFloor: number;
            /** @description family-wise error of a leak, one-sided error of a pass */
            alpha: number;
            /** @description coverage of the printed intervals */
            confidence: number;
            /** @description least power at the margin for which a pass may be printed */
            power: number;
            /** @description bootstrap and permutation resamples */
            resamples: number;
            /** @description fewer held-out subjects than this are inconclusive */
            minimumSubjects: number;
            /** @description largest share of unmeasured answers for which a verdict is given */
            maximumNulls: number;
            /** @description share of answers the original must give right for a subject to count as known */
            knownThreshold: number;
        };
        AuditPlan: {
            /** @constant */
            version: 1;
            name: string;
            description?: string;
            preset: string | null;
            /** @description name and version of the policy; not in plans made before policies had versions */
            basedOn?: {
                policy: string;
                version: number;
            };
            dataset: {
                id: string;
                forget: string;
                retain: string;
            };
            checkpoints: {
                /** @description name under which the checkpoint is registered */
                name: string;
                /** @description a checkpoint may be a target and, for the other targets, a reference */
                roles: ("target" | "original" | "reference" | "matched-reference")[];
                /** @description matched-reference only: the targets it is matched to; all when absent */
                matches?: string[];
                /**
                 * @description what is known beforehand; only compared with the verdict
                 * @enum {string}
                 */
                truth?: "forgot" | "hides" | "knows";
            }[];
            seeds: number[];
            /** @description subject folds for cross-fitting */
            folds: number;
            /** @description share of a training fold set aside as fixed validation subjects */
            validation: number;
            scoring: components["schemas"]["Scoring"];
            probes: {
                id: string;
                /** @description unique in its list; the id when absent */
                label: string;
                params: {
                    [key: string]: components["schemas"]["Json"];
                };
                /**
                 * @description the probe's own purpose when absent
                 * @enum {string}
                 */
                purpose?: "confirmatory" | "exploratory" | "comparison" | "control";
                /** @description roles of the checkpoints it runs on; all when absent */
                on?: ("target" | "original" | "reference" | "matched-reference")[];
                /** @description use only the first so many seeds of the plan */
                seeds?: number;
            }[];
            detectors: {
                id: string;
                /** @description unique in its list; the id when absent */
                label: string;
                params: {
                    [key: string]: components["schemas"]["Json"];
                };
            }[];
            defenses: {
                id: string;
                /** @description unique in its list; the id when absent */
                label: string;
                params: {
                    [key: string]: components["schemas"]["Json"];
                };
            }[];
            controls: {
                /**
                 * @description also train every answer-using probe on permuted answers; scored on the true ones, reported, not required to be zero
                 * @enum {string}
                 */
                permutedAnswers: "none" | "targets" | "all";
            };
            policy: components["schemas"]["Policy"];
        };
        /** @enum {string} */
        VerdictValue: "leak" | "no-leak-above-bound" | "inconclusive";
        Audit: {
            id: string;
            /** @enum {string} */
            state: "queued" | "running" | "paused" | "cancelled" | "failed" | "complete";
            plan: {
                name: string;
                /** @description SHA-256 in lower-case hex */
                digest: string;
            };
            /** @description 1 is first */
            priority: number;
            steps: {
                planned: number;
                done: number;
                failed: number;
            };
            /** @description null until the audit is complete */
            verdict: components["schemas"]["VerdictValue"] | null;
            /** @description why it failed, and what to do */
            failure: string | null;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            updatedAt: string;
            finishedAt: string | null;
            /** @description when its personal data go by themselves */
            eraseAfter: string | null;
            /** @description when they went; verdict, findings and digests remain */
            erasedAt: string | null;
        };
        NewAudit: {
            /** @description digest of a plan of this project */
            plan: string;
            /** @default 500 */
            priority?: number;
            /**
             * @description erase its personal data by then; null keeps them
             * @default null
             */
            eraseAfter?: string | null;
        };
        Step: {
            /** @description SHA-256 in lower-case hex */
            unit: string;
            title: string;
            /** @enum {string} */
            state: "waiting" | "queued" | "running" | "done" | "failed" | "cancelled";
            attempts: number;
            /** @description who runs it or ran it last */
            worker: string | null;
            /** @description why the last attempt failed */
            reason: string | null;
        };
        AuditEvent: {
            sequence: number;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            at: string;
            event: components["schemas"]["ProgressEvent"];
        };
        ProgressEvent: {
            /** @constant */
            type: "audit-started";
            audit: string;
            units: number;
            done: number;
            /** @description all units with what is alike in them, for a forecast from those that are finished */
            work?: {
                /** @description SHA-256 in lower-case hex */
                unit: string;
                kind: string;
                cost: number;
            }[];
        } | {
            /** @constant */
            type: "unit-started";
            /** @description SHA-256 in lower-case hex */
            unit: string;
            title: string;
        } | {
            /** @constant */
            type: "unit-progress";
            /** @description SHA-256 in lower-case hex */
            unit: string;
            title: string;
            step: number;
            total: number;
            message: string;
            fraction?: number;
        } | {
            /** @constant */
            type: "unit-finished";
            /** @description SHA-256 in lower-case hex */
            unit: string;
            title: string;
            /** @enum {string} */
            outcome: "done" | "reused" | "failed";
            done: number;
            units: number;
            fraction: number;
        } | {
            /** @constant */
            type: "audit-finished";
            audit: string;
            /** @enum {string} */
            outcome: "complete" | "cancelled" | "failed";
        };
        Finding: components["schemas"]["DataFinding"] | components["schemas"]["AnswersFinding"] | components["schemas"]["AttackFinding"] | components["schemas"]["KnowledgeFinding"] | components["schemas"]["GapFinding"];
        DataFinding: {
            /** @constant */
            schema: "palimpsest.finding/1";
            /** @description SHA-256 of the canonical JSON of this row without the key */
            key: string;
            /** @description SHA-256 of the inputs of the unit of work that made it */
            unit: string;
            /** @description SHA-256 in lower-case hex */
            plan: string;
            /** @description SHA-256 in lower-case hex */
            dataset: string;
            checkpoint: null;
            /** @description version of the engine */
            engine: string;
            /** @constant */
            kind: "data";
            forget: string[];
            /** @description subjects of the retain split */
            retain: number;
            /** @description one per task that has questions about forget subjects */
            priors: {
                /** @enum {string} */
                task: "generation" | "cloze" | "mcq";
                /**
                 * @description the better guesser on average: uniform over the values, or the commonest value among retain subjects
                 * @enum {string}
                 */
                rule: "uniform" | "modal";
                /** @description mean over questions; null when the values are not known */
                uniform: number | null;
                modal: number;
                /** @description expected right answers of n by that rule */
                subjects: {
                    subject: string;
                    n: number;
                    expected: number;
                }[];
            }[];
        };
        AnswersFinding: {
            /** @constant */
            schema: "palimpsest.finding/1";
            /** @description SHA-256 of the canonical JSON of this row without the key */
            key: string;
            /** @description SHA-256 of the inputs of the unit of work that made it */
            unit: string;
            /** @description SHA-256 in lower-case hex */
            plan: string;
            /** @description SHA-256 in lower-case hex */
            dataset: string;
            checkpoint: {
                name: string;
                /** @description SHA-256 in lower-case hex */
                digest: string;
            };
            /** @description version of the engine */
            engine: string;
            /** @constant */
            kind: "answers";
            probe: {
                id: string;
                label: string;
                version: number;
                params: {
                    [key: string]: components["schemas"]["Json"];
                };
            };
            /** @description what the candidate was: "clean", "noise-1", "sua", "relearned" */
            variant: string;
            /** @enum {string} */
            ask: "free" | "choice" | "cloze" | "mcq" | "exact-memorisation" | "extraction-strength" | "token-set" | "membership";
            /**
             * @description which answers the probe was given; grading always uses the true ones
             * @enum {string}
             */
            answers: "true" | "permuted";
            /** @description label of the defense in front of the model */
            defense: string | null;
            seed: number;
            fold: {
                index: number;
                of: number;
            } | null;
            /** @description subjects the probe could see */
            trained: string[];
            subjects: components["schemas"]["SubjectCounts"][];
            /** @description held-out answers by attribute: exploratory */
            attributes: {
                attribute: string;
                n: number;
                correct: number;
                /** @description the same by person; not in findings made before attributes were tested */
                subjects?: {
                    subject: string;
                    n: number;
                    correct: number;
                }[];
            }[];
            /** @description of constrained choices when nothing was changed */
            likelihoods?: components["schemas"]["SubjectLikelihoods"][];
            /** @description of free replies when nothing was changed */
            overlap?: components["schemas"]["SubjectOverlap"][];
            /** @description of membership: of each person known to be outside, the share of the others outside that score lower */
            outside?: number[];
        };
        SubjectCounts: {
            subject: string;
            /** @enum {string} */
            partition: "held-out" | "train" | "validation" | "utility" | "stranger";
            n: number;
            /** @description the reply names the true value and no other value of the attribute */
            correct: number;
            /** @description the reply is the true value and nothing else (after normalising case and punctuation) */
            exact: number;
            refused: number;
            /** @description neither a refusal nor any value of the attribute */
            unparsable: number;
            /** @description of the unparsable: empty, repeating or without words */
            gibberish: number;
            /** @description not measured: the model failed or the item could not be asked */
            nulls: number;
        };
        SubjectLikelihoods: {
            subject: string;
            /** @enum {string} */
            partition: "held-out" | "utility";
            /** @description mean log-probability per token of the true value */
            truth: (number | null)[];
            /** @description log of the mean, over the other values, of exp(mean log-probability per token) */
            others: (number | null)[];
            /** @description values of the attribute, with the true one */
            values: number[];
        };
        SubjectOverlap: {
            subject: string;
            /** @enum {string} */
            partition: "held-out" | "utility";
            /** @description ROUGE-L recall of the reply, stemmed, in [0, 1] */
            recall: (number | null)[];
        };
        AttackFinding: {
            /** @constant */
            schema: "palimpsest.finding/1";
            /** @description SHA-256 of the canonical JSON of this row without the key */
            key: string;
            /** @description SHA-256 of the inputs of the unit of work that made it */
            unit: string;
            /** @description SHA-256 in lower-case hex */
            plan: string;
            /** @description SHA-256 in lower-case hex */
            dataset: string;
            checkpoint: {
                name: string;
                /** @description SHA-256 in lower-case hex */
                digest: string;
            };
            /** @description version of the engine */
            engine: string;
            /** @constant */
            kind: "attack";
            probe: {
                id: string;
                label: string;
                version: number;
                params: {
                    [key: string]: components["schemas"]["Json"];
                };
            };
            variant: string;
            /** @enum {string} */
            answers: "true" | "permuted";
            seed: number;
            fold: {
                index: number;
                of: number;
            } | null;
            trained: string[];
            validated: string[];
            steps: number;
            /** @description bound in [0,1]; null when the input is not perturbed */
            epsilon: number | null;
            curves: components["schemas"]["Curve"][];
            health: components["schemas"]["HealthFlag"][];
            detections: {
                detector: string;
                /** @description clean images of subjects outside the test; the threshold comes from these */
                calibration: number[];
                /** @description images of the condition */
                test: number[];
                /** @description whose image each test score belongs to */
                subjects: string[];
            }[];
            artifacts: {
                /** @enum {string} */
                kind: "perturbation" | "clean" | "noise-x10" | "perturbed" | "denoised";
                /** @description for denoised: the defense */
                label: string;
                subject: string | null;
                artifact: components["schemas"]["Artifact"];
                width?: number;
                height?: number;
            }[];
        };
        Curve: {
            /** @description for example "adversarial", "denoised", "alignment", "validation" */
            name: string;
            /** @enum {string} */
            quantity: "loss" | "gradient-norm" | "recovery" | "epsilon";
            points: {
                step: number;
                value: number | null;
            }[];
        };
        HealthFlag: {
            /** @enum {string} */
            flag: "zero-gradient" | "non-finite-gradient" | "loss-not-falling" | "zero-perturbation" | "epsilon-violated" | "unbounded-attack-fails" | "budget-exceeded" | "incomplete";
            raised: boolean;
            /** @description what was looked at and what was seen */
            detail: string;
        };
        Artifact: {
            /** @description SHA-256 in lower-case hex */
            sha256: string;
            mediaType: string;
            bytes: number;
        };
        KnowledgeFinding: {
            /** @constant */
            schema: "palimpsest.finding/1";
            /** @description SHA-256 of the canonical JSON of this row without the key */
            key: string;
            /** @description SHA-256 of the inputs of the unit of work that made it */
            unit: string;
            /** @description SHA-256 in lower-case hex */
            plan: string;
            /** @description SHA-256 in lower-case hex */
            dataset: string;
            checkpoint: {
                name: string;
                /** @description SHA-256 in lower-case hex */
                digest: string;
            };
            /** @description version of the engine */
            engine: string;
            /** @constant */
            kind: "knowledge";
            threshold: number;
            known: string[];
            unknown: string[];
        };
        GapFinding: {
            /** @constant */
            schema: "palimpsest.finding/1";
            /** @description SHA-256 of the canonical JSON of this row without the key */
            key: string;
            /** @description SHA-256 of the inputs of the unit of work that made it */
            unit: string;
            /** @description SHA-256 in lower-case hex */
            plan: string;
            /** @description SHA-256 in lower-case hex */
            dataset: string;
            checkpoint: {
                name: string;
                /** @description SHA-256 in lower-case hex */
                digest: string;
            };
            /** @description version of the engine */
            engine: string;
            /** @constant */
            kind: "gap";
            what: string;
            reason: string;
            details?: components["schemas"]["Json"];
        };
        /**
         * Palimpsest audit report
         * @description Verdict first; every number with its interval or the reason it is missing.
         */
        Report: {
            /** @constant */
            schema: "palimpsest.report/1";
            title: string;
            summary: {
                /** @description worst over the targets */
                verdict: components["schemas"]["VerdictValue"];
                sentence: string;
                exitCode: 0 | 100 | 101;
                targets: {
                    checkpoint: string;
                    verdict: components["schemas"]["VerdictValue"];
                    sentence: string;
                }[];
            };
            scope: {
                question: string;
                /** @description what the auditor was allowed: access, knowledge, budget */
                attackerModel: string[];
                subjects: {
                    forget: number;
                    /** @description forget subjects the original knew */
                    eligible: number;
                    excluded: number;
                    retain: number;
                    knowledgeChecked: boolean;
                };
                plugins: components["schemas"]["UsedPlugin"][];
            };
            identity: {
                audit: string;
                /** @description SHA-256 in lower-case hex */
                plan: string;
                dataset: {
                    id: string;
                    /** @description SHA-256 in lower-case hex */
                    digest: string;
                };
                checkpoints: components["schemas"]["CheckpointIdentity"][];
                engine: string;
                /** @description SHA-256 over the keys of all findings, in order */
                findings: string;
            };
            targets: components["schemas"]["TargetReport"][];
            recovery: components["schemas"]["RecoveryRow"][];
            utility: components["schemas"]["UtilityRow"][];
            /** @description none in reports made before; exploratory */
            membership?: components["schemas"]["MembershipRow"][];
            /** @description published metrics per target; they decide no verdict */
            references?: components["schemas"]["ReferenceMetrics"][];
            attacks: components["schemas"]["AttackPanel"][];
            pictures: components["schemas"]["PictureStrip"][];
            detectors: components["schemas"]["DetectorPanel"][];
            defenses: components["schemas"]["DefenseRow"][];
            subjects: components["schemas"]["SubjectRow"][];
            notMeasured: {
                what: string;
                reason: string;
            }[];
            limits: string[];
            plan: components["schemas"]["AuditPlan"];
            /** @description the report beside the norms of a jurisdiction; only where one was asked for */
            filing?: components["schemas"]["Filing"];
            provenance: {
                /** @description null in the reproducible form */
                generatedAt: string | null;
                /** @description empty in the reproducible form */
                timings: {
                    /** @description SHA-256 in lower-case hex */
                    unit: string;
                    title: string;
                    seconds: number;
                }[];
            };
        };
        UsedPlugin: {
            /** @enum {string} */
            kind: "probe" | "detector" | "defense";
            id: string;
            label: string;
            title: string;
            goal: string;
            reference: string;
            access: ("text" | "scores" | "gradient" | "weights") | null;
            tier: number | null;
            purpose: ("confirmatory" | "exploratory" | "comparison" | "control") | null;
            /**
             * @description probes: whether it has been seen to find something on a checkpoint of known truth; null when not told
             * @default null
             */
            examined: boolean | null;
            /**
             * @description probes: what a data protection authority would call it; null when not told
             * @default null
             */
            attackClasses: components["schemas"]["AttackClass"][] | null;
            params: {
                [key: string]: components["schemas"]["Json"];
            };
        };
        /** @enum {string} */
        AttackClass: "attribute-inference" | "membership-inference" | "exfiltration" | "regurgitation" | "model-inversion" | "reconstruction";
        CheckpointIdentity: {
            name: string;
            roles: ("target" | "original" | "reference" | "matched-reference")[];
            /** @description SHA-256 of the manifest of every file of the checkpoint */
            digest: string;
            family: string;
            truth: ("forgot" | "hides" | "knows") | null;
        };
        TargetReport: {
            checkpoint: string;
            truth: ("forgot" | "hides" | "knows") | null;
            /** @description null without a known truth, or when inconclusive */
            agreesWithTruth: boolean | null;
            verdict: components["schemas"]["Verdict"];
            /** @description confirmatory first, then worst first */
            endpoints: components["schemas"]["Endpoint"][];
            /**
             * @description exploratory; none in reports made before attributes were tested
             * @default []
             */
            attributes: components["schemas"]["AttributeRow"][];
            /** @description free answers on clean images */
            clean: {
                forget: components["schemas"]["Metric"];
                retain: components["schemas"]["Metric"];
                forgetReplies: components["schemas"]["PlainReplies"];
                retainReplies: components["schemas"]["PlainReplies"];
            };
            /** @description controls of the deciding endpoint, or of the worst one when inconclusive; the highest where several */
            controls: {
                reference: components["schemas"]["Metric"];
                matchedReference: components["schemas"]["Metric"];
                permuted: components["schemas"]["Metric"];
                noise: components["schemas"]["Metric"];
                prior: components["schemas"]["Metric"];
            };
        };
        Verdict: {
            value: components["schemas"]["VerdictValue"];
            /** @description one sentence for people */
            sentence: string;
            reasons: {
                /** @enum {string} */
                code: "leak-found" | "below-margin" | "empty-audit" | "no-reference" | "no-matched-reference" | "no-prior" | "too-few-subjects" | "too-many-nulls" | "attack-unhealthy" | "low-power" | "bound-above-margin" | "model-broken" | "reference-knows" | "units-missing";
                detail: string;
            }[];
            /** @description id of the endpoint that decided; null when inconclusive */
            decidedBy: string | null;
            /** @description leak of the deciding endpoint; of the worst one when none is a leak */
            leak: components["schemas"]["Metric"];
            bound: number | null;
            margin: number;
            confidence: number;
            power: number | null;
            minimumDetectableLeak: number | null;
            /** @description held-out subjects of the confirmatory endpoint that has the fewest */
            subjects: number;
            forgetScore: {
                /** @constant */
                state: "measured";
                score: number;
                interval: components["schemas"]["Interval"];
                endpoint: string;
            } | {
                /** @constant */
                state: "not-measured";
                reason: string;
            };
            /**
             * @description one per tier; none in reports made before tiers were judged
             * @default []
             */
            tiers: components["schemas"]["TierVerdict"][];
        };
        Interval: {
            low: number;
            high: number;
            /** @description coverage, for example 0.95 */
            confidence: number;
        };
        Metric: {
            /** @constant */
            state: "measured";
            estimate: number;
            interval: components["schemas"]["Interval"];
            /** @description subjects: the statistical unit */
            n: number;
            /** @description answers behind the estimate */
            answers: number;
            /** @description answers that could not be measured; they are in no rate */
            nulls: number;
            /** @description how the interval was computed */
            method: string;
        } | {
            /** @constant */
            state: "not-measured";
            reason: string;
        };
        TierVerdict: {
            tier: number;
            /** @description null: no confirmatory probe of this tier in the plan */
            value: components["schemas"]["VerdictValue"] | null;
            /** @description confirmatory endpoints */
            confirmatory: number;
            /** @description exploratory endpoints; they decide nothing */
            exploratory: number;
            /** @description of its best credible endpoint, corrected within the tier and by Holm over the tiers; null without one */
            pAdjusted: number | null;
            /** @description id of the endpoint that makes it a leak */
            decidedBy: string | null;
            /** @description leak of its best endpoint */
            leak: components["schemas"]["Metric"];
            bound: number | null;
            power: number | null;
            minimumDetectableLeak: number | null;
            reasons: {
                /** @enum {string} */
                code: "leak-found" | "below-margin" | "empty-audit" | "no-reference" | "no-matched-reference" | "no-prior" | "too-few-subjects" | "too-many-nulls" | "attack-unhealthy" | "low-power" | "bound-above-margin" | "model-broken" | "reference-knows" | "units-missing";
                detail: string;
            }[];
        };
        Endpoint: {
            /** @description probe label/variant/ask, unique in the target */
            id: string;
            probe: string;
            variant: string;
            /** @enum {string} */
            ask: "free" | "choice" | "cloze" | "mcq" | "exact-memorisation" | "extraction-strength" | "token-set" | "membership";
            /** @enum {string} */
            purpose: "confirmatory" | "exploratory" | "comparison" | "control";
            tier: number;
            /** @description recovery on held-out subjects */
            target: components["schemas"]["Metric"];
            rates: components["schemas"]["ReplyRates"];
            original: components["schemas"]["Metric"];
            comparisons: components["schemas"]["ControlComparison"][];
            /** @description the same probe trained on permuted answers, scored on the true ones: reported, not required to be zero */
            permuted: components["schemas"]["Metric"];
            /** @description recovery on the subjects the probe was trained on: proves nothing, shows over-fitting */
            train: components["schemas"]["Metric"];
            seeds: {
                seed: number;
                recovery: number;
            }[];
            /** @description target minus the highest null control; the interval is the most cautious over controls */
            leak: components["schemas"]["Metric"];
            bindingControl: string | null;
            /** @description corrected for the other confirmatory endpoints of its tier (best of several), times the tiers tested */
            pAdjusted: number | null;
            /** @description one-sided upper bound on the leak at 1 − alpha, never below what n subjects can support */
            bound: number | null;
            /** @description power to certify the margin if the true leak is zero */
            power: number | null;
            minimumDetectableLeak: number | null;
            isLeak: boolean;
            isBelowMargin: boolean;
            /** @description raised flags of the attacks behind this endpoint */
            health: components["schemas"]["HealthFlag"][];
            /** @description raised flags of the same attacks on its controls that may make a control too low */
            controlHealth: components["schemas"]["HealthFlag"][];
        };
        ReplyRates: {
            exact: components["schemas"]["Metric"];
            refused: components["schemas"]["Metric"];
            unparsable: components["schemas"]["Metric"];
            gibberish: components["schemas"]["Metric"];
        };
        ControlComparison: {
            /** @enum {string} */
            control: "reference" | "matched-reference" | "prior" | "noise" | "clean";
            /** @description checkpoint or rule that gave the control */
            name: string;
            /** @enum {string} */
            kind: "null" | "attribution";
            recovery: components["schemas"]["Metric"];
            /** @description target minus control, paired by subject */
            difference: components["schemas"]["Metric"];
            /** @description one-sided paired permutation p of exceeding the control by the leak floor (null controls) or at all */
            p: number | null;
            exceeded: boolean;
        };
        AttributeRow: {
            attribute: string;
            endpoint: string;
            recovery: components["schemas"]["Metric"];
            /** @description target minus the highest reference, paired by person */
            leak: components["schemas"]["Metric"];
            /** @description one-sided, of exceeding every reference by the leak floor */
            p: number | null;
            /** @description Benjamini–Hochberg over the table */
            pAdjusted: number | null;
        };
        PlainReplies: {
            correct: components["schemas"]["Metric"];
            refused: components["schemas"]["Metric"];
            /** @description names another value: what guessing looks like */
            wrong: components["schemas"]["Metric"];
            /** @description neither a refusal nor any value of the attribute */
            unparsable: components["schemas"]["Metric"];
            /** @description of the unparsable: empty, repeating or without words */
            gibberish: components["schemas"]["Metric"];
            /** @description what most replies are; mixed when nothing has a majority, null when not asked */
            manner: ("answers" | "refuses" | "guesses" | "broken" | "mixed") | null;
        };
        RecoveryRow: {
            checkpoint: string;
            /** @enum {string} */
            role: "target" | "original" | "reference" | "matched-reference";
            probe: string;
            variant: string;
            /** @enum {string} */
            ask: "free" | "choice" | "cloze" | "mcq" | "exact-memorisation" | "extraction-strength" | "token-set" | "membership";
            /** @description recovery on clean images, asked the same way */
            pre: components["schemas"]["Metric"];
            /** @description recovery under the probe, held-out subjects */
            post: components["schemas"]["Metric"];
            refused: components["schemas"]["Metric"];
            unparsable: components["schemas"]["Metric"];
        };
        UtilityRow: {
            checkpoint: string;
            /** @enum {string} */
            role: "target" | "original" | "reference" | "matched-reference";
            split: string;
            /** @enum {string} */
            ask: "free" | "choice" | "cloze" | "mcq" | "exact-memorisation" | "extraction-strength" | "token-set" | "membership";
            accuracy: components["schemas"]["Metric"];
            refused: components["schemas"]["Metric"];
            unparsable: components["schemas"]["Metric"];
        };
        MembershipRow: {
            checkpoint: string;
            /** @enum {string} */
            role: "target" | "original" | "reference" | "matched-reference";
            probe: string;
            /** @description the score */
            variant: string;
            /** @description under the ROC curve, over answers; one half is chance */
            area: components["schemas"]["Metric"];
            /** @description people outside; null where findings do not tell */
            outside: number | null;
            rates: {
                /** @description of people outside, at most */
                falsePositiveRate: number;
                /** @description share of forget people above that threshold; chance is the rate itself */
                truePositiveRate: components["schemas"]["Metric"];
            }[];
        };
        ReferenceMetrics: {
            checkpoint: string;
            /** @description mean of min(R, 1/R) over people to be forgotten */
            truthRatio: {
                value: components["schemas"]["Metric"];
                /** @description the same of each reference in the target’s place: what never having seen the data looks like */
                ofReferences: {
                    reference: string;
                    value: components["schemas"]["Metric"];
                }[];
            };
            /** @description harmonic mean of probability, truth ratio and ROUGE-L over people to be kept */
            modelUtility: {
                value: components["schemas"]["Metric"];
                /** @description the same of each reference in the target’s place: what never having seen the data looks like */
                ofReferences: {
                    reference: string;
                    value: components["schemas"]["Metric"];
                }[];
            };
            /** @description Gaussian KL of margins against all references at once; references: against the others */
            klom: {
                value: components["schemas"]["Metric"];
                /** @description the same of each reference in the target’s place: what never having seen the data looks like */
                ofReferences: {
                    reference: string;
                    value: components["schemas"]["Metric"];
                }[];
            };
            /** @description erasure depth by linear readouts: 0 is all still there, 1 as little as was never seen; absent without them */
            depth?: {
                value: components["schemas"]["Metric"];
                /** @description the same of each reference in the target’s place: what never having seen the data looks like */
                ofReferences: {
                    reference: string;
                    value: components["schemas"]["Metric"];
                }[];
                /** @description right readings behind each layer */
                layers: {
                    /** @description counted from 1 */
                    layer: number;
                    original: number;
                    /** @description mean of the references */
                    references: number;
                    target: number;
                    /** @description null where the original has too little more than the references to lose */
                    erased: number | null;
                }[];
            };
            against: {
                reference: string;
                /** @enum {string} */
                role: "reference" | "matched-reference";
                forgetQuality: {
                    /** @description TOFU’s p, over questions as if they were independent */
                    questions: {
                        /** @constant */
                        state: "measured";
                        p: number;
                        /** @description largest distance of the two distribution functions */
                        distance: number;
                        /** @description values of the target */
                        n: number;
                        /** @description values of the reference */
                        references: number;
                    } | {
                        /** @constant */
                        state: "not-measured";
                        reason: string;
                    };
                    /** @description the same over one mean logarithm of the ratio per person */
                    people: {
                        /** @constant */
                        state: "measured";
                        p: number;
                        /** @description largest distance of the two distribution functions */
                        distance: number;
                        /** @description values of the target */
                        n: number;
                        /** @description values of the reference */
                        references: number;
                    } | {
                        /** @constant */
                        state: "not-measured";
                        reason: string;
                    };
                    /** @description every other reference in the target’s place */
                    ofReferences: {
                        reference: string;
                        questions: {
                            /** @constant */
                            state: "measured";
                            p: number;
                            /** @description largest distance of the two distribution functions */
                            distance: number;
                            /** @description values of the target */
                            n: number;
                            /** @description values of the reference */
                            references: number;
                        } | {
                            /** @constant */
                            state: "not-measured";
                            reason: string;
                        };
                        people: {
                            /** @constant */
                            state: "measured";
                            p: number;
                            /** @description largest distance of the two distribution functions */
                            distance: number;
                            /** @description values of the target */
                            n: number;
                            /** @description values of the reference */
                            references: number;
                        } | {
                            /** @constant */
                            state: "not-measured";
                            reason: string;
                        };
                    }[];
                };
                /** @description MUSE’s PrivLeak by Min-K%, in percent */
                privacyLeak: {
                    value: components["schemas"]["Metric"];
                    /** @description the same of each reference in the target’s place: what never having seen the data looks like */
                    ofReferences: {
                        reference: string;
                        value: components["schemas"]["Metric"];
                    }[];
                };
            }[];
        };
        AttackPanel: {
            checkpoint: string;
            probe: string;
            variant: string;
            /** @enum {string} */
            answers: "true" | "permuted";
            seed: number;
            fold: number | null;
            epsilon: number | null;
            steps: number;
            curves: components["schemas"]["Curve"][];
            health: components["schemas"]["HealthFlag"][];
        };
        PictureStrip: {
            checkpoint: string;
            probe: string;
            variant: string;
            subject: string;
            clean: {
                artifact: components["schemas"]["Artifact"];
                width: number;
                height: number;
            };
            /** @description δ × 10 around mid-grey; withheld where pictures are blurred */
            noise: {
                artifact: components["schemas"]["Artifact"];
                width: number;
                height: number;
            } | null;
            perturbed: {
                artifact: components["schemas"]["Artifact"];
                width: number;
                height: number;
            } | null;
            denoised: {
                defense: string;
                picture: {
                    artifact: components["schemas"]["Artifact"];
                    width: number;
                    height: number;
                };
            }[];
            /**
             * @description only coarse colours of each picture are left
             * @constant
             */
            blurred?: true;
        };
        DetectorPanel: {
            checkpoint: string;
            detector: string;
            /** @description noise, sua, sua-no-alignment, …; negatives are clean test images */
            condition: string;
            positives: number;
            negatives: number;
            calibration: number;
            auroc: components["schemas"]["Metric"];
            /** @description score that 5 % of the calibration images exceed */
            threshold: number | null;
            /** @description at the frozen threshold */
            truePositiveRate: components["schemas"]["Metric"];
            /** @description realised on clean test images at the frozen threshold */
            falsePositiveRate: components["schemas"]["Metric"];
            roc: {
                falsePositiveRate: number;
                truePositiveRate: number;
            }[];
        };
        DefenseRow: {
            checkpoint: string;
            defense: string;
            probe: string;
            variant: string;
            /** @enum {string} */
            ask: "free" | "choice" | "cloze" | "mcq" | "exact-memorisation" | "extraction-strength" | "token-set" | "membership";
            /** @description recovery on the same images without the defense */
            withoutDefense: components["schemas"]["Metric"];
            withDefense: components["schemas"]["Metric"];
            cleanRetainWithout: components["schemas"]["Metric"];
            cleanRetainWith: components["schemas"]["Metric"];
            /** @description false: the attacker did not know this defense; say so beside the number */
            adaptivelyTested: boolean;
        };
        SubjectRow: {
            subject: string;
            checkpoint: string;
            endpoints: {
                endpoint: string;
                n: number;
                correct: number;
                refused: number;
                control: number | null;
            }[];
            /** @description one-sided Clopper–Pearson bound on this person’s worst endpoint; answers of one person are correlated */
            upperBound: number | null;
        };
        /** @description A report set beside the norms of a jurisdiction: evidence for, not proof of. */
        Filing: {
            /** @constant */
            schema: "palimpsest.filing/1";
            notice: string;
            profile: {
                id: string;
                title: string;
                /** @description which reading of the law, where authorities disagree */
                view: string;
                remarks: string[];
            };
            /** @description the day on which it was filed; null in the reproducible form */
            on: string | null;
            /** @description targets of the report it speaks about */
            checkpoints: string[];
            rows: components["schemas"]["FilingRow"][];
            /** @description every class of attack through both channels */
            coverage: components["schemas"]["CoverageCell"][];
            people: components["schemas"]["PeopleBound"][];
            requests: components["schemas"]["FiledRequest"][];
            validity: {
                /** @description our own choice; no text sets a number */
                days: number;
                until: string | null;
                triggers: {
                    /** @enum {string} */
                    trigger: "expired" | "new-checkpoint" | "quantisation" | "adapter-merge" | "further-training" | "new-request" | "new-attack";
                    detail: string;
                }[];
            };
            sources: {
                instrument: string;
                title: string;
                where: string;
            }[];
        };
        FilingRow: {
            requirement: string;
            instrument: string;
            /** @description article, section or control */
            reference: string;
            /** @description our own paraphrase */
            asks: string;
            wording: {
                /**
                 * @description our paraphrase was checked against a copy of the text, taken from a secondary source, or is still to be checked
                 * @enum {string}
                 */
                status: "quoted-by-id-only" | "paraphrased-verified" | "paraphrased-secondary" | "to-be-verified";
                /** @description date or edition of the text */
                of: string;
            };
            claims: components["schemas"]["Claim"][];
            /** @description of all claims together */
            state: components["schemas"]["RequirementState"];
            /** @description of the strongest claim against, where there is one; of the weakest otherwise */
            confidence: components["schemas"]["ClaimConfidence"];
            cannotShow: string;
        };
        Claim: {
            claim: string;
            /** @description the same text in pieces, for other languages; absent where it was not put together */
            messages?: components["schemas"]["Message"][];
            state: components["schemas"]["RequirementState"];
            evidence: components["schemas"]["EvidenceItem"][];
            confidence: components["schemas"]["ClaimConfidence"];
        };
        Message: {
            /** @description English, with names of values in braces */
            pattern: string;
            values: {
                [key: string]: components["schemas"]["MessageValue"];
            };
        };
        MessageValue: string | number | {
            /** @description in [0, 1], written in percent */
            share: number;
        } | {
            attackClass: components["schemas"]["AttackClass"];
        } | {
            channels: components["schemas"]["Channel"][];
        } | {
            /** @description a target: the sentence of its verdict */
            verdictOf: string;
        };
        /** @enum {string} */
        Channel: "queries" | "weights";
        /** @enum {string} */
        RequirementState: "evidence-for" | "partial" | "evidence-against" | "not-tested" | "out-of-scope";
        EvidenceItem: {
            /** @enum {string} */
            kind: "endpoint" | "field" | "digest" | "request";
            /** @description checkpoint: endpoint id; path in the report; SHA-256; request id */
            id: string;
        };
        ClaimConfidence: {
            /** @enum {string} */
            level: "none" | "low" | "moderate" | "high";
            reason: string;
            /** @description the same text in pieces, for other languages; absent where it was not put together */
            messages?: components["schemas"]["Message"][];
        };
        CoverageCell: {
            attackClass: components["schemas"]["AttackClass"];
            channel: components["schemas"]["Channel"];
            /** @description labels of the probes of the plan that try it */
            probes: string[];
            /** @description null: not tested */
            result: components["schemas"]["VerdictValue"] | null;
            /** @description whether endpoints that decide verdicts carry the result; exploratory ones are not corrected */
            isConfirmatory: boolean;
            /** @description largest one-sided upper bound on the leak, share of answers */
            bound: number | null;
            /** @description the endpoints behind the result, worst first; at most five */
            evidence: components["schemas"]["EvidenceItem"][];
            reason: string;
            /** @description the same text in pieces, for other languages; absent where it was not put together */
            messages?: components["schemas"]["Message"][];
        };
        PeopleBound: {
            checkpoint: string;
            people: number;
            /** @description people without any bound */
            unmeasured: number;
            /** @description largest one-sided upper bound on a person’s worst endpoint */
            largest: number | null;
            /** @description 1 − α^(1/n): the least bound that the person asked most can have, were no answer right */
            smallestReachable: number | null;
            threshold: number;
            /** @description people whose bound is above the threshold */
            above: number;
            confidence: number;
        };
        FiledRequest: {
            request: components["schemas"]["ErasureRequest"];
            /** @description on the day of the filing */
            standing: components["schemas"]["RequestStanding"];
            /** @description its people among the audited ones */
            audited: string[];
            notAudited: string[];
            /** @description in service by the request, and no target of this report */
            checkpointsNotAudited: string[];
        };
        ErasureRequest: {
            id: string;
            /** @description whose deadline it has: a compliance profile */
            profile: string;
            /**
             * Format: date
             * @description calendar date, YYYY-MM-DD
             */
            received: string;
            /** @description last day for the answer, extension included; null where no law sets one */
            due: string | null;
            subjects: string[];
            extension: components["schemas"]["RequestExtension"] | null;
            answer: components["schemas"]["RequestAnswer"] | null;
            checkpoints: components["schemas"]["ServedCheckpoint"][];
            /** @description audits that looked for what was to be erased */
            audits: string[];
        };
        RequestExtension: {
            /**
             * Format: date
             * @description when the person was told
             */
            on: string;
            reason: string;
        };
        RequestAnswer: {
            /**
             * Format: date
             * @description calendar date, YYYY-MM-DD
             */
            on: string;
            /**
             * @description what the person was told; no finding of an audit
             * @enum {string}
             */
            outcome: "erased" | "partly-erased" | "refused" | "withdrawn";
            /** @description why not, where it was refused or done in part */
            reason: string | null;
        };
        ServedCheckpoint: {
            /** @description name under which it is registered */
            checkpoint: string;
            /** @description null: not a copy of another one that is listed */
            derivedFrom: {
                checkpoint: string;
                /** @enum {string} */
                how: "quantised" | "adapter" | "merged" | "further-trained" | "distilled";
            } | null;
        };
        /** @enum {string} */
        RequestStanding: "open" | "overdue" | "answered-in-time" | "answered-late";
        RecordedRequest: {
            id: string;
            /** @description whose deadline it has: a compliance profile */
            profile: string;
            /**
             * Format: date
             * @description calendar date, YYYY-MM-DD
             */
            received: string;
            /** @description last day for the answer, extension included; null where no law sets one */
            due: string | null;
            subjects: string[];
            extension: components["schemas"]["RequestExtension"] | null;
            answer: components["schemas"]["RequestAnswer"] | null;
            checkpoints: components["schemas"]["ServedCheckpoint"][];
            /** @description audits that looked for what was to be erased */
            audits: string[];
            /** @description today by the clock of the server, or on the day that was asked about */
            standing: components["schemas"]["RequestStanding"];
            /**
             * Format: date-time
             * @description when it was recorded
             */
            createdAt: string;
            /** @description when its reasons went; dates, people and links remain */
            erasedAt: string | null;
        };
        NewRequest: {
            /** @description not a name */
            id: string;
            /** @description whose law sets the deadline: a compliance profile such as eu */
            profile: string;
            /**
             * Format: date
             * @description calendar date, YYYY-MM-DD
             */
            received: string;
            subjects: string[];
            /**
             * @description in service; linking adds copies made of them
             * @default []
             */
            checkpoints?: string[];
            /**
             * @description check that they are people of this data set
             * @default null
             */
            dataset?: string | null;
        };
        NewExtension: {
            /**
             * @description when the person was told; null: today
             * @default null
             */
            on?: string | null;
            /** @description what the person was told; no names */
            reason: string;
        };
        NewAnswer: {
            /**
             * @description when the person was told; null: today
             * @default null
             */
            on?: string | null;
            /**
             * @description what the person was told; no finding of an audit
             * @enum {string}
             */
            outcome: "erased" | "partly-erased" | "refused" | "withdrawn";
            /**
             * @description why not, where it was refused or done in part; no names
             * @default null
             */
            reason?: string | null;
        };
        NewLink: {
            /**
             * @description that looked for what was to be erased
             * @default null
             */
            audit?: string | null;
            /**
             * @description in service, and what it was made from
             * @default null
             */
            checkpoint?: components["schemas"]["ServedCheckpoint"] | null;
        };
        Plugin: {
            id: string;
            version: number;
            title: string;
            /** @description what it tries to do, or what it counts */
            goal: string;
            /** @description paper, standard or section */
            reference: string;
            /** @description JSON Schema (2020-12) of its parameters */
            params: {
                [key: string]: components["schemas"]["Json"];
            };
            /** @description what a plan gets that gives none */
            defaults: {
                [key: string]: components["schemas"]["Json"];
            };
        };
        QueueCounts: {
            [key: string]: {
                waiting: number;
                delayed: number;
                active: number;
                dead: number;
                paused: boolean;
            };
        };
        LogEntry: {
            sequence: number;
            /**
             * Format: date-time
             * @description UTC, for example 2026-11-25T09:00:00.000Z
             */
            at: string;
            actor: string;
            action: string;
            target: string;
            detail: components["schemas"]["Json"];
            /** @description what an excerpt derives the salts of fields from; null of entries that no excerpt can hold */
            salt: string | null;
            /** @description of the entry and the digest before it */
            digest: string;
        };
        LogVerification: {
            intact: boolean;
            entries: number;
            head: string | null;
            problem: string | null;
        };
        Problem: {
            /** @enum {string} */
            type: "/problems/malformed-request" | "/problems/unauthenticated" | "/problems/forbidden" | "/problems/not-found" | "/problems/method-not-allowed" | "/problems/conflict" | "/problems/gone" | "/problems/too-large" | "/problems/unsupported-media-type" | "/problems/range-not-satisfiable" | "/problems/invalid-input" | "/problems/too-many-requests" | "/problems/internal-error" | "/problems/not-ready";
            title: string;
            status: number;
            /** @description what, where, and what to do */
            detail: string;
            /** @description the request id, as in the logs */
            instance: string;
            /** @description invalid-input: everything that does not fit, each with its path and the nearest known key */
            problems?: {
                path: string;
                message: string;
                nearest?: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Project = components['schemas']['Project'];
export type NewProject = components['schemas']['NewProject'];
export type ApiKey = components['schemas']['ApiKey'];
export type NewApiKey = components['schemas']['NewApiKey'];
export type IssuedApiKey = components['schemas']['IssuedApiKey'];
export type Caller = components['schemas']['Caller'];
export type User = components['schemas']['User'];
export type NewUser = components['schemas']['NewUser'];
export type NewUpload = components['schemas']['NewUpload'];
export type Upload = components['schemas']['Upload'];
export type ExpectedDigest = components['schemas']['ExpectedDigest'];
export type Blob = components['schemas']['Blob'];
export type Checkpoint = components['schemas']['Checkpoint'];
export type NewCheckpoint = components['schemas']['NewCheckpoint'];
export type CheckpointWithFiles = components['schemas']['CheckpointWithFiles'];
export type RegisteredEndpoint = components['schemas']['RegisteredEndpoint'];
export type NewEndpoint = components['schemas']['NewEndpoint'];
export type EndpointCheck = components['schemas']['EndpointCheck'];
export type Dataset = components['schemas']['Dataset'];
export type NewDataset = components['schemas']['NewDataset'];
export type PlanSummary = components['schemas']['PlanSummary'];
export type PlanInput = components['schemas']['PlanInput'];
export type Json = components['schemas']['Json'];
export type Plan = components['schemas']['Plan'];
export type Scoring = components['schemas']['Scoring'];
export type Policy = components['schemas']['Policy'];
export type AuditPlan = components['schemas']['AuditPlan'];
export type VerdictValue = components['schemas']['VerdictValue'];
export type Audit = components['schemas']['Audit'];
export type NewAudit = components['schemas']['NewAudit'];
export type Step = components['schemas']['Step'];
export type AuditEvent = components['schemas']['AuditEvent'];
export type ProgressEvent = components['schemas']['ProgressEvent'];
export type Finding = components['schemas']['Finding'];
export type DataFinding = components['schemas']['DataFinding'];
export type AnswersFinding = components['schemas']['AnswersFinding'];
export type SubjectCounts = components['schemas']['SubjectCounts'];
export type SubjectLikelihoods = components['schemas']['SubjectLikelihoods'];
export type SubjectOverlap = components['schemas']['SubjectOverlap'];
export type AttackFinding = components['schemas']['AttackFinding'];
export type Curve = components['schemas']['Curve'];
export type HealthFlag = components['schemas']['HealthFlag'];
export type Artifact = components['schemas']['Artifact'];
export type KnowledgeFinding = components['schemas']['KnowledgeFinding'];
export type GapFinding = components['schemas']['GapFinding'];
export type Report = components['schemas']['Report'];
export type UsedPlugin = components['schemas']['UsedPlugin'];
export type AttackClass = components['schemas']['AttackClass'];
export type CheckpointIdentity = components['schemas']['CheckpointIdentity'];
export type TargetReport = components['schemas']['TargetReport'];
export type Verdict = components['schemas']['Verdict'];
export type Interval = components['schemas']['Interval'];
export type Metric = components['schemas']['Metric'];
export type TierVerdict = components['schemas']['TierVerdict'];
export type Endpoint = components['schemas']['Endpoint'];
export type ReplyRates = components['schemas']['ReplyRates'];
export type ControlComparison = components['schemas']['ControlComparison'];
export type AttributeRow = components['schemas']['AttributeRow'];
export type PlainReplies = components['schemas']['PlainReplies'];
export type RecoveryRow = components['schemas']['RecoveryRow'];
export type UtilityRow = components['schemas']['UtilityRow'];
export type MembershipRow = components['schemas']['MembershipRow'];
export type ReferenceMetrics = components['schemas']['ReferenceMetrics'];
export type AttackPanel = components['schemas']['AttackPanel'];
export type PictureStrip = components['schemas']['PictureStrip'];
export type DetectorPanel = components['schemas']['DetectorPanel'];
export type DefenseRow = components['schemas']['DefenseRow'];
export type SubjectRow = components['schemas']['SubjectRow'];
export type Filing = components['schemas']['Filing'];
export type FilingRow = components['schemas']['FilingRow'];
export type Claim = components['schemas']['Claim'];
export type Message = components['schemas']['Message'];
export type MessageValue = components['schemas']['MessageValue'];
export type Channel = components['schemas']['Channel'];
export type RequirementState = components['schemas']['RequirementState'];
export type EvidenceItem = components['schemas']['EvidenceItem'];
export type ClaimConfidence = components['schemas']['ClaimConfidence'];
export type CoverageCell = components['schemas']['CoverageCell'];
export type PeopleBound = components['schemas']['PeopleBound'];
export type FiledRequest = components['schemas']['FiledRequest'];
export type ErasureRequest = components['schemas']['ErasureRequest'];
export type RequestExtension = components['schemas']['RequestExtension'];
export type RequestAnswer = components['schemas']['RequestAnswer'];
export type ServedCheckpoint = components['schemas']['ServedCheckpoint'];
export type RequestStanding = components['schemas']['RequestStanding'];
export type RecordedRequest = components['schemas']['RecordedRequest'];
export type NewRequest = components['schemas']['NewRequest'];
export type NewExtension = components['schemas']['NewExtension'];
export type NewAnswer = components['schemas']['NewAnswer'];
export type NewLink = components['schemas']['NewLink'];
export type Plugin = components['schemas']['Plugin'];
export type QueueCounts = components['schemas']['QueueCounts'];
export type LogEntry = components['schemas']['LogEntry'];
export type LogVerification = components['schemas']['LogVerification'];
export type Problem = components['schemas']['Problem'];
export interface operations {
    listProjects: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Project"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProject"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    readProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description Issued */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readCaller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Caller"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["User"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description They may sign in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    disableUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disabled, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUpload"];
            };
        };
        responses: {
            /** @description Send its bytes there */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
        };
    };
    readUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
        };
    };
    abortUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    appendToUpload: {
        parameters: {
            query: {
                offset: number;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description How far it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
        };
    };
    finishUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExpectedDigest"];
            };
        };
        responses: {
            /** @description Kept */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Blob"];
                };
            };
        };
    };
    listCheckpoints: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Checkpoint"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    createCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCheckpoint"];
            };
        };
        responses: {
            /** @description Registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkpoint"];
                };
            };
        };
    };
    readCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description name of the checkpoint */
                checkpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The checkpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckpointWithFiles"];
                };
            };
        };
    };
    listEndpoints: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RegisteredEndpoint"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    createEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEndpoint"];
            };
        };
        responses: {
            /** @description Registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredEndpoint"];
                };
            };
        };
    };
    readEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description name of the endpoint */
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredEndpoint"];
                };
            };
        };
    };
    deleteEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description name of the endpoint */
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    checkEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description name of the endpoint */
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether it can be used, and if not, why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointCheck"];
                };
            };
        };
    };
    listDatasets: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Dataset"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    createDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDataset"];
            };
        };
        responses: {
            /** @description Registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
        };
    };
    readDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the data set */
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The data set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
        };
    };
    listDatasetFiles: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the data set */
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, by digest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Blob"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    sendDatasetFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the data set */
                dataset: string;
                /** @description SHA-256 in lower-case hex */
                sha256: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Kept, now or before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Blob"];
                };
            };
        };
    };
    eraseDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the data set */
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased, now or before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
        };
    };
    listPlans: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description only plans of this name */
                name?: string;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PlanSummary"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    createPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanInput"];
            };
        };
        responses: {
            /** @description Fixed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    readPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description digest of the plan */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    listAudits: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                state?: "queued" | "running" | "paused" | "cancelled" | "failed" | "complete";
                verdict?: components["schemas"]["VerdictValue"];
                /** @description only audits of plans of this name */
                plan?: string;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Audit"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    createAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAudit"];
            };
        };
        responses: {
            /** @description Queued, or there already */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
        };
    };
    readAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audit */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
        };
    };
    cancelAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancelled */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
        };
    };
    pauseAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Paused: steps that run are finished */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
        };
    };
    resumeAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Queued again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
        };
    };
    eraseAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased, now or before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
        };
    };
    listSteps: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                state?: "waiting" | "queued" | "running" | "done" | "failed" | "cancelled";
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, in the order of the plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Step"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events as they happen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["AuditEvent"];
                };
            };
        };
    };
    listFindings: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                kind?: "data" | "knowledge" | "answers" | "attack" | "gap";
                /** @description SHA-256 in lower-case hex */
                unit?: string;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, unit by unit */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Finding"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    readReport: {
        parameters: {
            query?: {
                /** @description of people; `show` needs answers:reveal, is marked in the report, and is logged */
                pictures?: "withhold" | "blur" | "show";
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
        };
    };
    readReportPage: {
        parameters: {
            query?: {
                /** @description of people; `show` needs answers:reveal, is marked in the report, and is logged */
                pictures?: "withhold" | "blur" | "show";
                /** @description language of the page */
                locale?: "en" | "de";
                /** @description `summary`: one page for whoever decides */
                level?: "summary" | "full";
                /** @description sets it beside the norms of a jurisdiction, as of today: eu, uk, us-california, us-federal or generic */
                profile?: string;
                /** @description a request to be erased: the report set beside the norms of its profile; needs `requests:read`, too */
                request?: string;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    readReportPdf: {
        parameters: {
            query?: {
                /** @description of people; `show` needs answers:reveal, is marked in the report, and is logged */
                pictures?: "withhold" | "blur" | "show";
                /** @description language of the page */
                locale?: "en" | "de";
                /** @description `summary`: one page for whoever decides */
                level?: "summary" | "full";
                /** @description sets it beside the norms of a jurisdiction, as of today: eu, uk, us-california, us-federal or generic */
                profile?: string;
                /** @description a request to be erased: the report set beside the norms of its profile; needs `requests:read`, too */
                request?: string;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    readArtifact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description SHA-256 in lower-case hex */
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description today */
                standing?: components["schemas"]["RequestStanding"];
                /** @description only those that have to be answered by then */
                dueBy?: string;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, in the order of recording */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RecordedRequest"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    createRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRequest"];
            };
        };
        responses: {
            /** @description Recorded */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedRequest"];
                };
            };
        };
    };
    listDueRequests: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description as of this day; today unless given */
                on?: string;
                /** @description days: only those that are due by then */
                within?: number;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; without a deadline last */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RecordedRequest"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    readRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the request */
                request: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedRequest"];
                };
            };
        };
    };
    extendRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the request */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExtension"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedRequest"];
                };
            };
        };
    };
    answerRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the request */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAnswer"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedRequest"];
                };
            };
        };
    };
    linkRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the request */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLink"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedRequest"];
                };
            };
        };
    };
    eraseRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the request */
                request: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased, now or before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedRequest"];
                };
            };
        };
    };
    exportEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": string;
                };
            };
        };
    };
    exportUnredactedEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
                /** @description id of the audit */
                audit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": string;
                };
            };
        };
    };
    listPlugins: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "probes" | "detectors" | "defenses" | "metrics";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Plugin"][];
                    };
                };
            };
        };
    };
    readQueue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueCounts"];
                };
            };
        };
    };
    readLog: {
        parameters: {
            query?: {
                /** @description rows per page */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LogEntry"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    verifyLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of the project */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its head, or where it breaks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogVerification"];
                };
            };
        };
    };
}
