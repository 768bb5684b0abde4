/**
 * The file level: onnx.proto3 as plain readonly objects. Fields that are absent in the file are absent here, and
 * fields this schema does not know stay in `unknown` byte for byte, so that decode → encode loses nothing.
 * 64-bit integers are bigint or BigInt64Array: exact. schema.ts has the field numbers.
 */

interface Message {
  /** Fields outside our schema, tag included, in file order. */
  readonly unknown?: readonly Uint8Array[];
}

export interface OnnxModel extends Message {
  readonly irVersion?: bigint;
  readonly producerName?: string;
  readonly producerVersion?: string;
  readonly domain?: string;
  readonly modelVersion?: bigint;
  readonly docString?: string;
  readonly graph?: GraphProto;
  readonly opsetImports?: readonly OperatorSetProto[];
  readonly metadata?: readonly StringEntryProto[];
  /** Model-local functions, kept as they are. */
  readonly functions?: readonly Uint8Array[];
}

export interface OperatorSetProto extends Message {
  readonly domain?: string;
  readonly version?: bigint;
}

export interface StringEntryProto extends Message {
  readonly key?: string;
  readonly value?: string;
}

export interface GraphProto extends Message {
  readonly nodes?: readonly NodeProto[];
  readonly name?: string;
  readonly initializers?: readonly TensorProto[];
  readonly docString?: string;
  readonly inputs?: readonly ValueInfoProto[];
  readonly outputs?: readonly ValueInfoProto[];
  readonly valueInfos?: readonly ValueInfoProto[];
  readonly sparseInitializers?: readonly Uint8Array[];
}

export interface NodeProto extends Message {
  readonly inputs?: readonly string[];
  readonly outputs?: readonly string[];
  readonly name?: string;
  readonly opType?: string;
  readonly domain?: string;
  readonly attributes?: readonly AttributeProto[];
  readonly docString?: string;
  readonly metadata?: readonly StringEntryProto[];
}

export interface AttributeProto extends Message {
  readonly name?: string;
  readonly referenceName?: string;
  readonly docString?: string;
  /** AttributeType: 1 float, 2 int, 3 string, 4 tensor, 5 graph, 6 floats, 7 ints, 8 strings, 9 tensors, 10 graphs. */
  readonly type?: number;
  readonly float?: number;
  readonly int?: bigint;
  readonly string?: Uint8Array;
  readonly tensor?: TensorProto;
  readonly graph?: GraphProto;
  readonly floats?: Float32Array;
  readonly ints?: BigInt64Array;
  readonly strings?: readonly Uint8Array[];
  readonly tensors?: readonly TensorProto[];
  readonly graphs?: readonly GraphProto[];
}

export interface TensorProto extends Message {
  readonly dims?: BigInt64Array;
  readonly dataType?: number;
  readonly floatData?: Float32Array;
  readonly int32Data?: Int32Array;
  readonly stringData?: readonly Uint8Array[];
  readonly int64Data?: BigInt64Array;
  readonly name?: string;
  /** A view into the file's bytes. */
  readonly rawData?: Uint8Array;
  readonly doubleData?: Float64Array;
  readonly uint64Data?: BigUint64Array;
  readonly docString?: string;
  readonly externalData?: readonly StringEntryProto[];
  /** 0 here, 1 external. */
  readonly dataLocation?: number;
}

export interface ValueInfoProto extends Message {
  readonly name?: string;
  readonly type?: TypeProto;
  readonly docString?: string;
}

export interface TypeProto extends Message {
  readonly tensor?: TensorTypeProto;
  readonly denotation?: string;
}

export interface TensorTypeProto extends Message {
  readonly elementType?: number;
  readonly shape?: TensorShapeProto;
}

export interface TensorShapeProto extends Message {
  readonly dims?: readonly DimensionProto[];
}

export interface DimensionProto extends Message {
  readonly value?: bigint;
  readonly parameter?: string;
  readonly denotation?: string;
}
