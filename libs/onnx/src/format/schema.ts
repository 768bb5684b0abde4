/**
 * onnx.proto3 as a table: for every message its field numbers, our names and wire kinds. The reader and the
 * writer are driven by it and know nothing else of ONNX. Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
 */

export type ScalarKind = 'string' | 'bytes' | 'int32' | 'int64' | 'float';
/** Repeated numbers, read packed or not into one typed array. */
export type ArrayKind = 'floats' | 'doubles' | 'int32s' | 'int64s' | 'uint64s';

export interface Field {
  readonly number: number;
  readonly name: string;
  readonly kind: ScalarKind | ArrayKind | { readonly message: MessageName };
  readonly repeated: boolean;
  /** Array kinds only: how they are written. Both forms are read. */
  readonly packed: boolean;
}

export type MessageName =
  | 'Model'
  | 'OperatorSet'
  | 'StringEntry'
  | 'Graph'
  | 'Node'
  | 'Attribute'
  | 'Tensor'
  | 'ValueInfo'
  | 'Type'
  | 'TensorType'
  | 'TensorShape'
  | 'Dimension';

function one(number: number, name: string, kind: Field['kind']): Field {
  return { number, name, kind, repeated: false, packed: false };
}

function many(number: number, name: string, kind: ScalarKind | { readonly message: MessageName }): Field {
  return { number, name, kind, repeated: true, packed: false };
}

function packed(number: number, name: string, kind: ArrayKind): Field {
  return { number, name, kind, repeated: false, packed: true };
}

const message = (name: MessageName) => ({ message: name });

export const schema: { readonly [M in MessageName]: readonly Field[] } = {
  Model: [
    one(1, 'irVersion', 'int64'),
    one(2, 'producerName', 'string'),
    one(3, 'producerVersion', 'string'),
    one(4, 'domain', 'string'),
    one(5, 'modelVersion', 'int64'),
    one(6, 'docString', 'string'),
    one(7, 'graph', message('Graph')),
    many(8, 'opsetImports', message('OperatorSet')),
    many(14, 'metadata', message('StringEntry')),
    many(25, 'functions', 'bytes'),
  ],
  OperatorSet: [one(1, 'domain', 'string'), one(2, 'version', 'int64')],
  StringEntry: [one(1, 'key', 'string'), one(2, 'value', 'string')],
  Graph: [
    many(1, 'nodes', message('Node')),
    one(2, 'name', 'string'),
    many(5, 'initializers', message('Tensor')),
    one(10, 'docString', 'string'),
    many(11, 'inputs', message('ValueInfo')),
    many(12, 'outputs', message('ValueInfo')),
    many(13, 'valueInfos', message('ValueInfo')),
    many(15, 'sparseInitializers', 'bytes'),
  ],
  Node: [
    many(1, 'inputs', 'string'),
    many(2, 'outputs', 'string'),
    one(3, 'name', 'string'),
    one(4, 'opType', 'string'),
    many(5, 'attributes', message('Attribute')),
    one(6, 'docString', 'string'),
    one(7, 'domain', 'string'),
    many(9, 'metadata', message('StringEntry')),
  ],
  Attribute: [
    one(1, 'name', 'string'),
    one(2, 'float', 'float'),
    one(3, 'int', 'int64'),
    one(4, 'string', 'bytes'),
    one(5, 'tensor', message('Tensor')),
    one(6, 'graph', message('Graph')),
    one(7, 'floats', 'floats'),
    one(8, 'ints', 'int64s'),
    many(9, 'strings', 'bytes'),
    many(10, 'tensors', message('Tensor')),
    many(11, 'graphs', message('Graph')),
    one(13, 'docString', 'string'),
    one(20, 'type', 'int32'),
    one(21, 'referenceName', 'string'),
  ],
  Tensor: [
    one(1, 'dims', 'int64s'),
    one(2, 'dataType', 'int32'),
    packed(4, 'floatData', 'floats'),
    packed(5, 'int32Data', 'int32s'),
    many(6, 'stringData', 'bytes'),
    packed(7, 'int64Data', 'int64s'),
    one(8, 'name', 'string'),
    one(9, 'rawData', 'bytes'),
    packed(10, 'doubleData', 'doubles'),
    packed(11, 'uint64Data', 'uint64s'),
    one(12, 'docString', 'string'),
    many(13, 'externalData', message('StringEntry')),
    one(14, 'dataLocation', 'int32'),
  ],
  ValueInfo: [one(1, 'name', 'string'), one(2, 'type', message('Type')), one(3, 'docString', 'string')],
  Type: [one(1, 'tensor', message('TensorType')), one(6, 'denotation', 'string')],
  TensorType: [one(1, 'elementType', 'int32'), one(2, 'shape', message('TensorShape'))],
  TensorShape: [many(1, 'dims', message('Dimension'))],
  Dimension: [one(1, 'value', 'int64'), one(2, 'parameter', 'string'), one(3, 'denotation', 'string')],
};
