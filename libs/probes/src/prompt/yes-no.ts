/**
 * Each value of the attribute is put to the model as a yes-or-no question; the value counts that gets the highest
 * probability of yes, of yes and no: log p(yes) − log(p(yes) + p(no)). A tokenizer that knows neither word gives all
 * values one score, and a tie is never right.
 */
import { choosingModel } from '../choosing/choosing-model.js';
import type { PromptVariant } from './variant.js';

export const yesNo: PromptVariant = {
  id: 'yes-no',
  candidate: ({ model }) =>
    Promise.resolve({
      asks: ['choice'],
      model: choosingModel(model, async (asked) => {
        const prompts = asked.map(({ prompt, value }) => ({
          ...prompt,
          question: `${prompt.question} Is it ${value}? Answer yes or no.`,
        }));
        const replies = prompts.map(() => ['yes', 'no']);
        const scores = await model.choiceLogProbabilities(prompts, replies);
        return scores.map(([yes = Number.NaN, no = Number.NaN]) => -Math.log1p(Math.exp(no - yes)));
      }),
    }),
};
