/**
 * The JSON files of a checkpoint folder, as transformers and transformers.js read them: model and generation
 * configuration, image processor (rescale by 1/255, then mean and deviation), processor, tokenizer with chat template.
 */
import { gridSide, imageTokens, visionWidth } from '../architecture/configuration.js';
import type { ReferenceConfiguration } from '../architecture/configuration.js';
import { marks } from './word-tokenizer.js';
import type { WordTokenizer } from './word-tokenizer.js';

/** Normalisation after rescaling to [0, 1]: (x − mean) / deviation, the same for each channel. */
export const pixelNormalisation = { mean: 0.5, deviation: 0.25 } as const;

/** `USER: <image>\n{question}\nASSISTANT: {answer}</s>` */
const chatTemplate = [
  "{% for message in messages %}{% if message['role'] == 'user' %}USER: ",
  "{% if message['content'] is string %}{{ message['content'] }}{% else %}",
  "{% for content in message['content'] %}{% if content['type'] == 'image' %}<image>\n",
  "{% elif content['type'] == 'text' %}{{ content['text'] }}{% endif %}{% endfor %}{% endif %}\n",
  "{% elif message['role'] == 'assistant' %}ASSISTANT: ",
  "{% if message['content'] is string %}{{ message['content'] }}{% else %}",
  "{% for content in message['content'] %}{{ content['text'] }}{% endfor %}{% endif %}</s>",
  '{% endif %}{% endfor %}{% if add_generation_prompt %}ASSISTANT:{% endif %}',
].join('');

/** File name → JSON value. */
export function configurationFiles(
  configuration: ReferenceConfiguration,
  tokenizer: WordTokenizer,
): Readonly<Record<string, object>> {
  const { imageSize } = configuration.vision;
  const side = Math.sqrt(imageTokens(configuration));
  const ends = {
    bos_token_id: null,
    eos_token_id: tokenizer.mark('end'),
    pad_token_id: tokenizer.mark('pad'),
  };
  return {
    'config.json': {
      architectures: ['LlavaForConditionalGeneration'],
      model_type: 'llava',
      image_token_index: tokenizer.mark('image'),
      image_seq_length: imageTokens(configuration),
      projector_hidden_act: 'gelu',
      vision_feature_layer: -1,
      vision_feature_select_strategy: 'full',
      tie_word_embeddings: false,
      ...ends,
      text_config: textConfiguration(configuration),
      vision_config: visionConfiguration(configuration),
    },
    'generation_config.json': { ...ends, do_sample: false, max_new_tokens: 8 },
    'preprocessor_config.json': {
      image_processor_type: 'ViTImageProcessor',
      do_convert_rgb: true,
      do_resize: true,
      size: { height: imageSize, width: imageSize },
      resample: 2,
      do_rescale: true,
      rescale_factor: 1 / 255,
      do_normalize: true,
      image_mean: Array<number>(3).fill(pixelNormalisation.mean),
      image_std: Array<number>(3).fill(pixelNormalisation.deviation),
    },
    'processor_config.json': {
      processor_class: 'LlavaProcessor',
      image_token: marks.image,
      patch_size: imageSize / side,
      num_additional_image_tokens: 0,
      vision_feature_select_strategy: 'full',
    },
    'tokenizer.json': tokenizer.toJson(),
    'tokenizer_config.json': {
      tokenizer_class: 'PreTrainedTokenizerFast',
      clean_up_tokenization_spaces: false,
      model_max_length: 1024,
      padding_side: 'right',
      eos_token: marks.end,
      pad_token: marks.pad,
      unk_token: marks.unknown,
      image_token: marks.image,
      chat_template: chatTemplate,
    },
  };
}

function textConfiguration({ decoder }: ReferenceConfiguration): object {
  return {
    model_type: 'llama',
    vocab_size: decoder.vocabulary,
    hidden_size: decoder.hidden,
    intermediate_size: decoder.mlpWidth,
    num_hidden_layers: decoder.layers,
    num_attention_heads: decoder.heads,
    num_key_value_heads: decoder.keyValueHeads,
    head_dim: decoder.hidden / decoder.heads,
    hidden_act: 'silu',
    rms_norm_eps: decoder.rmsEpsilon,
    rope_theta: decoder.ropeTheta,
    max_position_embeddings: 1024,
    attention_bias: false,
    mlp_bias: false,
  };
}

function visionConfiguration(configuration: ReferenceConfiguration): object {
  const { vision } = configuration;
  return {
    model_type: 'convolutional_stem_vit',
    image_size: vision.imageSize,
    patch_size: vision.imageSize / gridSide(configuration),
    hidden_size: visionWidth(configuration),
    intermediate_size: vision.mlpWidth,
    num_hidden_layers: vision.layers,
    num_attention_heads: vision.heads,
    stem_channels: vision.stemChannels,
    spatial_merge_size: vision.merge,
    layer_norm_eps: vision.layerNormEpsilon,
    hidden_act: 'gelu',
  };
}
