/** How much a model file may ask of us before we refuse it. */
export interface FormatLimits {
  /** Bytes of the .onnx file; protobuf itself ends at 2 GiB. */
  readonly fileBytes: number;
  /** Nesting of messages: subgraphs inside attributes inside nodes. */
  readonly depth: number;
  /** Protobuf fields in the whole file; bounds the objects we make. */
  readonly fields: number;
  /** Integers in packed lists, in the whole file: a byte there becomes eight here. */
  readonly packedIntegers: number;
  /** Bytes of one name. */
  readonly nameBytes: number;
  /** Bytes of one tensor, inline or external. */
  readonly tensorBytes: number;
  /** Axes of one tensor. */
  readonly rank: number;
}

export const defaultLimits: FormatLimits = {
  fileBytes: 2 ** 31 - 1,
  depth: 64,
  fields: 2_000_000,
  packedIntegers: 2 ** 26,
  nameBytes: 4096,
  tensorBytes: 2 ** 38,
  rank: 64,
};
