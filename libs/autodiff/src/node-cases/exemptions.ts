/**
 * Node cases that do not pass, each with its reason. The suite fails for a case that is missing here, for one that
 * begins to pass, and where it is said that the runtime cannot, but it can.
 */

export interface Exemption {
  readonly reason: string;
  readonly cases: readonly string[];
}

export const isExempt = (exemptions: readonly Exemption[], { name }: { readonly name: string }): boolean =>
  exemptions.some(({ cases }) => cases.includes(name));

const each = (prefix: string, ...names: readonly string[]): readonly string[] => names.map((name) => prefix + name);

/** Refused, or typed differently. */
export const withoutTypes: readonly Exemption[] = [
  {
    reason: 'training form: statistics of the batch are computed and handed out',
    cases: each('batchnorm_', 'example_training_mode', 'epsilon_training_mode'),
  },
  { reason: 'a file of ai.onnx 1; we read 7 and newer', cases: each('not_', '2d', '3d', '4d') },
];

/** The runtime does not compute what the standard says of the file either; otherwise ours would be wrong. */
export const withoutRuntime: readonly Exemption[] = [
  {
    reason: 'no kernel for this element type or version',
    cases: [
      ...each(
        'bitshift_right_',
        'uint16',
        'int8',
        'int16',
        'int32',
        'int64',
        'int8_negative_input',
        'int32_negative_input',
      ),
      ...each(
        'bitshift_right_',
        'int8_shift_ge_width',
        'int32_shift_ge_width',
        'int8_negative_shift',
        'int32_negative_shift',
      ),
      ...each('bitshift_left_', 'uint16', 'int8', 'int16', 'int32', 'int64', 'int8_overflow', 'int32_overflow'),
      ...each(
        'bitshift_left_',
        'int8_shift_ge_width',
        'int32_shift_ge_width',
        'int8_negative_shift',
        'int32_negative_shift',
      ),
      ...each('clip_default_int8_', 'min_expanded', 'max_expanded'),
      ...['max_int16', 'max_uint16', 'min_int16', 'min_uint16', 'pow_types_float32_uint64', 'pow_types_float32_uint32'],
      ...['celu_float16', 'range_float16_type_positive_delta', 'reduce_max_empty_set_bool', 'top_k_uint64'],
      ...each('mod_', 'float64_mixed_sign_fmod_0', 'float32_mixed_sign_fmod_0', 'float16_mixed_sign_fmod_0'),
      ...each('mod_float_edge_cases_fmod_0_', 'float16', 'float32', 'float64'),
      ...each('swiglu_', 'expanded', 'alpha_expanded', 'float16_expanded'),
    ],
  },
  {
    reason: 'a form of ai.onnx 27 or newer',
    cases: [
      ...each('attention_', 'local_window', 'bidirectional_window', 'local_window_default', '3d_local_window'),
      ...each('attention_local_window_', 'rank1_boolean_mask', 'with_past', 'gqa_rank4_mask'),
      ...each('attention_local_window_ext_cache_', 'rank3_head_mask', 'rank4_batch_mask', 'rank2_mask', 'float16_mask'),
      ...each('spacetodepth_', 'dcr_mode_example', 'crd_mode_example'),
    ],
  },
  {
    reason: 'the runtime computes half precision in another way',
    cases: [
      ...each('attention_4d_', 'causal_fp16', 'causal_fp16_expanded', 'fp16_expanded'),
      ...each('attention_4d_gqa_', 'with_past_and_present_fp16_expanded', 'causal_nonpad_decode_fp16_expanded'),
      'attention_24_qk_matmul_output_mode3_softmax_precision_expanded',
      'attention_local_window_ext_cache_float16_mask_expanded',
    ],
  },
  {
    reason: 'random numbers, which every runtime draws in its own way',
    cases: [
      ...each('bernoulli', '', '_double', '_seed', '_expanded', '_double_expanded', '_seed_expanded'),
      ...each('training_dropout', '', '_mask', '_default', '_default_mask'),
    ],
  },
  {
    reason: 'the runtime refuses or computes otherwise what the standard allows',
    cases: [
      ...['attention_4d_diff_heads_mask4d_padded_kv', 'convinteger_with_padding'],
      ...each('resize_downsample_scales_', 'linear_align_corners', 'cubic_align_corners'),
    ],
  },
];

/** Computed rightly by the fused kernel, but not by what it is lowered to. */
export const withoutLowering: readonly Exemption[] = [
  {
    reason: 'a row that sees no key is 0; the lowering gives it the mean of all values',
    cases: each('attention_', 'causal_boolmask_nan_robustness', '23_boolmask_fullymasked_row_nan_robustness'),
  },
];

/** No gradient, or one that differences do not confirm. */
export const withoutGradient: readonly Exemption[] = [
  {
    reason: 'refused by name: the scores are handed out',
    cases: [
      ...each('attention_4d_with_qk_matmul', '', '_bias', '_softcap', '_softmax'),
      ...each('attention_4d_with_past_and_present_qk_matmul', '', '_bias', '_bias_3d_mask', '_bias_4d_mask'),
      ...each('attention_4d_with_past_and_present_qk_matmul_bias_', '3d_mask_causal', '4d_mask_causal'),
      ...each('attention_3d_with_past_and_present_qk_matmul', '', '_bias', '_softcap', '_softmax'),
      ...each('attention_', '23_fullymasked_qk_matmul_output_mode3_zero', '24_fullymasked_qk_matmul_output_mode3_zero'),
    ],
  },
  {
    reason: 'refused by name: keys are padded by counts (nonpad_kv_seqlen)',
    cases: [
      ...each('attention_4d_', 'gqa_causal_nonpad_decode', 'causal_nonpad_continued_prefill'),
      ...each(
        'attention_4d_causal_nonpad_',
        'negative_offset_structural_empty',
        'attn_mask_composition',
        'batch_prefill',
      ),
    ],
  },
  {
    reason: 'a row that sees no key: the body makes it NaN first, and NaN times a cotangent of 0 stays NaN',
    cases: [
      ...each('attention_', 'causal_boolmask_nan_robustness_expanded', 'local_window_gqa_rank4_mask_expanded'),
      ...each('attention_23_', 'boolmask_fullymasked_row_nan_robustness_expanded'),
      ...each('attention_', '23_fullymasked_qk_matmul_output_mode3_zero_expanded'),
      ...each('attention_', '24_fullymasked_qk_matmul_output_mode3_zero_expanded'),
      'attention_4d_causal_nonpad_negative_offset_structural_empty_expanded',
    ],
  },
  {
    reason: 'only the value that lends its type is a float32 or float64',
    cases: each('castlike_FLOAT16_to_', 'FLOAT', 'FLOAT_expanded', 'DOUBLE', 'DOUBLE_expanded'),
  },
  {
    reason: 'refused by name: it is lowered only with the integer product that follows',
    cases: each('dynamicquantizelinear', '', '_max_adjusted', '_min_adjusted'),
  },
  { reason: 'refused by name: a label twice in one operand', cases: ['einsum_batch_diagonal'] },
];
