/**
 * `dncnn` removes noise with a small residual convolutional network in the manner of Zhang et al. (2017),
 * trained with the reference zoo on images that no audited person is in. It can be differentiated, so attacks
 * may be told to go through it; a defense that an attack was trained through is not tested by that attack.
 */
import { z } from 'zod';
import { defineDefense } from '@palimpsest/audit';
import { decodeModel, importGraph, type Graph, type GraphBuilder, type Value } from '@palimpsest/onnx';
import { DefenseAssetError } from './defense-asset-error.js';
import { graphDefense } from './graph-defense.js';

const asset = 'dncnn.onnx';

export const dncnn = defineDefense({
  id: 'dncnn',
  version: 1,
  title: 'DnCNN denoiser',
  goal: 'remove noise with a trained residual network before the model sees the image',
  reference: 'Zhang et al., Beyond a Gaussian Denoiser, IEEE TIP 2017, arXiv:1608.03981',
  params: z.strictObject({}),
  prepare: async (context) => {
    const network = importGraph(decodeModel(await context.asset(asset)));
    return graphDefense(context, (g, pixels) => denoise(g, pixels, network));
  },
});

/** The file maps pixels [batch, 3, H, W] in [0,1] to denoised pixels. @throws DefenseAssetError */
function denoise(g: GraphBuilder, pixels: Value, network: Graph): Value {
  const [input] = network.inputs;
  const [output] = network.outputs;
  if (!input || !output || network.inputs.length !== 1) {
    throw new DefenseAssetError(asset, `has ${network.inputs.length} inputs and ${network.outputs.length} outputs`);
  }
  const { [output.name]: denoised } = g.inline(network, { [input.name]: pixels }, 'dncnn/');
  if (!denoised) throw new DefenseAssetError(asset, `does not produce its output ${output.name}`);
  return g.clip(denoised, 0, 1);
}
