/** Where the reference zoo that ships with Palimpsest lies: models, their index, and the denoiser. */
import { fileURLToPath } from 'node:url';

/** zoo.json and one folder per checkpoint. */
export const shippedZoo = fileURLToPath(new URL('../../published', import.meta.url));

/** The weights of the `dncnn` defense. */
export const denoiserAsset = fileURLToPath(new URL('../../published/dncnn.onnx', import.meta.url));
