/** The model itself, but for how values are compared. */
import type { Prompt, VisionLanguageModel } from '@palimpsest/models';

/** Higher is likelier; one number per prompt and value. */
export type ScoreValues = (
  asked: readonly { readonly prompt: Prompt; readonly value: string }[],
) => Promise<readonly number[]>;

export type CompareValues = VisionLanguageModel['choiceLogProbabilities'];

/** Takes a prompt per value. */
export function choosingModel(model: VisionLanguageModel, score: ScoreValues): VisionLanguageModel {
  return comparingModel(model, async (prompts, choices) => {
    const asked = prompts.flatMap((prompt, row) => (choices[row] ?? []).map((value) => ({ row, prompt, value })));
    const scores = await score(asked);
    return prompts.map((_, row) => scores.filter((_score, at) => asked[at]?.row === row));
  });
}

export function comparingModel(model: VisionLanguageModel, compare: CompareValues): VisionLanguageModel {
  return {
    identity: model.identity,
    pixelGrid: model.pixelGrid,
    graphs: model.graphs,
    prepare: (image) => model.prepare(image),
    generate: (prompts, options) => model.generate(prompts, options),
    answerLogProbabilities: (batch) => model.answerLogProbabilities(batch),
    choiceLogProbabilities: compare,
    embedImages: (images) => model.embedImages(images),
    finetune: (samples, options) => model.finetune(samples, options),
    close: () => Promise.resolve(), // the runner closes what a candidate brings; this model is the runner's own
  };
}
