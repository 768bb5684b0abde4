/**
 * The operators we know: the union over which the shape table is total. com.microsoft operators carry their
 * domain; everything else is ai.onnx as of opset 20 (older files are lifted on import).
 */

// prettier-ignore
type Unary =
  | 'Abs' | 'Acos' | 'Acosh' | 'Asin' | 'Asinh' | 'Atan' | 'Atanh' | 'Bernoulli' | 'BitwiseNot' | 'Ceil' | 'Celu' | 'Cos' | 'Cosh' | 'Elu' | 'Erf' | 'Exp'
  | 'Floor' | 'Gelu' | 'HardSigmoid' | 'HardSwish' | 'Identity' | 'IsInf' | 'IsNaN' | 'LeakyRelu' | 'Log' | 'Mish'
  | 'Neg' | 'Not' | 'Reciprocal' | 'Relu' | 'Round' | 'Selu' | 'Shrink' | 'Sigmoid' | 'Sign' | 'Sin' | 'Sinh' | 'Softplus'
  | 'Softsign' | 'Sqrt' | 'Swish' | 'Tan' | 'Tanh' | 'ThresholdedRelu';

// prettier-ignore
type Broadcast =
  | 'Add' | 'And' | 'BitShift' | 'BitwiseAnd' | 'BitwiseOr' | 'BitwiseXor' | 'Div' | 'Equal' | 'Greater'
  | 'GreaterOrEqual' | 'Less' | 'LessOrEqual' | 'Max' | 'Mean' | 'Min' | 'Mod' | 'Mul' | 'Or' | 'PRelu' | 'Pow'
  | 'Sub' | 'Sum' | 'Where' | 'Xor';

// prettier-ignore
type Typed = 'Cast' | 'CastLike' | 'Clip' | 'Dropout';

// prettier-ignore
type Linear = 'Einsum' | 'Gemm' | 'MatMul';

// prettier-ignore
type Movement =
  | 'Concat' | 'DepthToSpace' | 'Expand' | 'Flatten' | 'Pad' | 'Reshape' | 'Resize' | 'Slice' | 'SpaceToDepth'
  | 'Split' | 'Squeeze' | 'Tile' | 'Transpose' | 'Trilu' | 'Unsqueeze';

// prettier-ignore
type Indexing =
  | 'Gather' | 'GatherElements' | 'GatherND' | 'NonZero' | 'OneHot' | 'ScatterElements' | 'ScatterND' | 'TopK';

// prettier-ignore
type Generation =
  'Constant' | 'ConstantOfShape' | 'EyeLike' | 'RandomNormalLike' | 'RandomUniformLike' | 'Range' | 'Shape' | 'Size';

// prettier-ignore
type Reduction =
  | 'ArgMax' | 'ArgMin' | 'CumSum' | 'Hardmax' | 'LogSoftmax' | 'NegativeLogLikelihoodLoss' | 'ReduceL1' | 'ReduceL2' | 'ReduceLogSum' | 'ReduceLogSumExp'
  | 'ReduceMax' | 'ReduceMean' | 'ReduceMin' | 'ReduceProd' | 'ReduceSum' | 'ReduceSumSquare' | 'Softmax'
  | 'SoftmaxCrossEntropyLoss';

// prettier-ignore
type Normalization =
  | 'BatchNormalization' | 'GroupNormalization' | 'InstanceNormalization' | 'LayerNormalization'
  | 'LpNormalization' | 'MeanVarianceNormalization' | 'RMSNormalization' | 'SimplifiedLayerNormalization';

// prettier-ignore
type Convolution =
  | 'AveragePool' | 'Conv' | 'ConvInteger' | 'ConvTranspose' | 'GlobalAveragePool' | 'GlobalLpPool' | 'GlobalMaxPool'
  | 'LpPool' | 'MaxPool';

// prettier-ignore
type Quantization =
  'DequantizeLinear' | 'DynamicQuantizeLinear' | 'MatMulInteger' | 'QuantizeLinear';

// prettier-ignore
type Attention = 'Attention' | 'RotaryEmbedding';

// prettier-ignore
type Microsoft =
  | 'com.microsoft.DynamicQuantizeMatMul' | 'com.microsoft.MatMulIntegerToFloat'
  | 'com.microsoft.Attention' | 'com.microsoft.BiasGelu' | 'com.microsoft.FastGelu' | 'com.microsoft.FusedMatMul' | 'com.microsoft.Gelu'
  | 'com.microsoft.GatherBlockQuantized' | 'com.microsoft.GroupQueryAttention' | 'com.microsoft.MatMulNBits' | 'com.microsoft.MultiHeadAttention'
  | 'com.microsoft.QuickGelu' | 'com.microsoft.RotaryEmbedding' | 'com.microsoft.SkipLayerNormalization'
  | 'com.microsoft.SkipSimplifiedLayerNormalization';

/** Key of an operator: its ONNX name, with the domain in front when it is not ai.onnx. */
// prettier-ignore
export type Op =
  | Unary | Broadcast | Typed | Linear | Movement | Indexing | Generation | Reduction | Normalization | Convolution
  | Quantization | Attention | Microsoft;

/** The key under which an operator would be in the tables. */
export function operatorKey(opType: string, domain: string): string {
  return domain === '' || domain === 'ai.onnx' ? opType : `${domain}.${opType}`;
}
