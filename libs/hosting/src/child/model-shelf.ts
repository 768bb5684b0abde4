/**
 * Keeps the last few models open, so that a process which alternates between checkpoints does not load them
 * again and again. Whoever closes a borrowed model only gives it back.
 */
import type { ModelSource } from '@palimpsest/audit';
import type { VisionLanguageModel } from '@palimpsest/models';

/** Small models alternate; of large ones a process meets few, because units come grouped by checkpoint. */
const mostOpen = 3;

export function keepModelsOpen(source: ModelSource): ModelSource {
  const shelf = new Map<string, VisionLanguageModel>();
  return {
    identify: (name) => source.identify(name),
    async open(name) {
      const known = shelf.get(name);
      shelf.delete(name); // the newest is the last
      const model = known ?? (await source.open(name));
      shelf.set(name, model);
      const [oldest] = shelf;
      if (shelf.size > mostOpen && oldest) {
        shelf.delete(oldest[0]);
        await oldest[1].close();
      }
      return borrowed(model);
    },
  };
}

function borrowed(model: VisionLanguageModel): VisionLanguageModel {
  return {
    identity: model.identity,
    pixelGrid: model.pixelGrid,
    graphs: model.graphs,
    prepare: (image) => model.prepare(image),
    generate: (prompts, options) => model.generate(prompts, options),
    answerLogProbabilities: (batch) => model.answerLogProbabilities(batch),
    choiceLogProbabilities: (prompts, choices) => model.choiceLogProbabilities(prompts, choices),
    embedImages: (images) => model.embedImages(images),
    finetune: (samples, options) => model.finetune(samples, options),
    close: () => Promise.resolve(),
  };
}
