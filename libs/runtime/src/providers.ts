/** Execution providers that the installed runtime can use as it is: what `SessionOptions.provider` may name. */
import * as ort from 'onnxruntime-node';

/** Others (CUDA, TensorRT) need libraries that do not come with it. */
export const availableProviders = (): readonly string[] =>
  ort.listSupportedBackends().flatMap(({ name, bundled }) => (bundled ? [name] : []));
