import { describe, expect, it } from 'vitest';
import { lacking, placeInCheckpoint, variantsIn } from './layout.js';

describe('the layout', () => {
  it.each([
    ...['config.json', 'generation_config.json', 'preprocessor_config.json', 'processor_config.json'],
    ...['tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', 'chat_template.jinja'],
    ...['onnx/vision_encoder.onnx', 'onnx/decoder_model_merged.onnx_data', 'onnx/decoder_model_merged.onnx_data_1'],
  ])('has %s', (path) => expect(placeInCheckpoint(path, 'fp32')).toBe(path));

  it.each([
    ...['pytorch_model.bin', 'model.safetensors', 'modeling_x.py', 'README.md', 'sub/config.json', '.gitattributes'],
    ...['tokenizer/../x.json', 'tokenizer.json/x', '/config.json', 'onnx/embed_tokens.onnx_data/../../x'],
    ...['onnx/vision_encoder_fp16.onnx', 'onnx/vision_encoder.onnx.py', 'onnx/other.onnx', 'chat_template.py'],
  ])('has no %s', (path) => expect(placeInCheckpoint(path, 'fp32')).toBeNull());

  it('opens graphs of every variant under one name, and leaves their data the name that they look for', () => {
    expect(placeInCheckpoint('onnx/embed_tokens_q4.onnx', 'q4')).toBe('onnx/embed_tokens.onnx');
    expect(placeInCheckpoint('onnx/embed_tokens_q4.onnx_data', 'q4')).toBe('onnx/embed_tokens_q4.onnx_data');
    expect(placeInCheckpoint('onnx/embed_tokens.onnx', 'q4')).toBeNull();
    expect(placeInCheckpoint('onnx/embed_tokens_q4f16.onnx', 'q4')).toBeNull();
  });

  it('says what is lacking, and which variants are there', () => {
    const graphs = ['vision_encoder', 'embed_tokens', 'decoder_model_merged'].map((part) => `onnx/${part}_fp16.onnx`);
    expect(lacking(['config.json', ...graphs], 'fp16')).toEqual([
      ...['preprocessor_config.json', 'tokenizer.json', 'tokenizer_config.json'],
    ]);
    expect(variantsIn([...graphs, 'onnx/embed_tokens.onnx'])).toEqual(['fp16']);
  });
});
