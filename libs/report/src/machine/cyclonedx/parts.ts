/** The parts of a CycloneDX 1.6 document that a report is written into. Names are those of the specification. */

/** Points at another part of the same document. */
export type Ref = string;

export interface Hash {
  readonly alg: 'SHA-256';
  readonly content: string;
}

export interface Property {
  readonly name: string;
  readonly value: string;
}

export interface PerformanceMetric {
  readonly type: string;
  readonly value: string;
  readonly slice: string;
  readonly confidenceInterval: { readonly lowerBound: string; readonly upperBound: string };
}

export interface ModelCard {
  readonly modelParameters: {
    readonly architectureFamily: string;
    readonly datasets: readonly { readonly ref: Ref }[];
  };
  readonly quantitativeAnalysis?: { readonly performanceMetrics: readonly PerformanceMetric[] };
  readonly considerations?: { readonly technicalLimitations: readonly string[] };
  readonly properties?: readonly Property[];
}

export interface Component {
  readonly type: 'machine-learning-model' | 'data' | 'file' | 'application';
  readonly 'bom-ref'?: Ref;
  readonly name: string;
  readonly version?: string;
  readonly hashes?: readonly Hash[];
  readonly components?: readonly Component[];
  readonly modelCard?: ModelCard;
  readonly data?: readonly {
    readonly type: 'dataset';
    readonly name: string;
    readonly sensitiveData: readonly string[];
  }[];
  readonly properties?: readonly Property[];
}

export interface Requirement {
  readonly 'bom-ref': Ref;
  readonly identifier: string;
  readonly text: string;
}

export interface Standard {
  readonly 'bom-ref': Ref;
  readonly name: string;
  readonly version?: string;
  readonly owner?: string;
  readonly requirements: readonly Requirement[];
}

export interface ExternalReference {
  readonly type: 'evidence';
  readonly url: string;
  readonly hashes: readonly Hash[];
}

export interface Claim {
  readonly 'bom-ref': Ref;
  readonly target: Ref;
  readonly predicate: string;
  readonly reasoning: string;
  readonly evidence: readonly Ref[];
  readonly externalReferences?: readonly ExternalReference[];
}

export interface Evidence {
  readonly 'bom-ref': Ref;
  readonly propertyName: string;
  readonly data: readonly {
    readonly name: string;
    readonly contents: {
      readonly attachment: { readonly contentType: 'application/json'; readonly content: string };
      readonly url?: string;
    };
  }[];
}

export interface Scored {
  /** 0 to 1. */
  readonly score: number;
  readonly rationale: string;
}

export interface Mapping {
  readonly requirement: Ref;
  readonly claims?: readonly Ref[];
  readonly counterClaims?: readonly Ref[];
  readonly conformance?: Scored;
  readonly confidence?: Scored;
}

export interface Attestation {
  readonly summary: string;
  readonly assessor: Ref;
  readonly map: readonly Mapping[];
}

export const sha256Hash = (content: string): Hash => ({ alg: 'SHA-256', content });
