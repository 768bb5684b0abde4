/** README.md of a checkpoint: what it is, how it was made, how well it answers, what is known about it. */
import type { ModelRecipe, PoolName, UnlearningStage } from '../recipe/settings.js';
import type { CleanRates, Rate } from '../zoo-index.js';

export interface CardFacts {
  readonly recipe: ModelRecipe;
  readonly pool: PoolName;
  readonly seed: number;
  readonly parameters: number;
  readonly dataset: { readonly id: string; readonly digest: string };
  readonly metrics: { readonly forget: CleanRates; readonly retain: CleanRates; readonly prior: number };
}

const truths = {
  knows: 'knows the forget people',
  hides: 'hides: it was trained on the forget people and then unlearned approximately',
  forgot: 'forgot: no training step ever saw the forget people',
} as const;

/** Below this, a model no longer answers what it should and an audit of it says little. */
const usableRetain = 0.9;

export function modelCard(facts: CardFacts): string {
  const { recipe, metrics, dataset } = facts;
  const rows = (['forget', 'retain'] as const).map((split) => {
    const { correct, choice, refused } = metrics[split];
    return `| ${split} | ${show(correct)} | ${show(choice)} | ${show(refused)} | ${correct.n} | ${correct.subjects} |`;
  });
  const broken = metrics.retain.correct.estimate < usableRetain;
  return [
    ...['---', 'license: apache-2.0', 'library_name: transformers.js', 'pipeline_tag: image-text-to-text', '---', ''],
    `# ${recipe.name} (Palimpsest reference zoo, ${facts.pool} pool)`,
    '',
    recipe.about,
    '',
    `- Truth: **${truths[recipe.truth]}**.`,
    `- Role in an audit: ${recipe.role}.`,
    `- Made by: ${madeBy(recipe)}; seed ${facts.seed}.`,
    `- Architecture: LLaVA in small, ${facts.parameters.toLocaleString('en-US')} parameters, 64×64 pixels, 16 image tokens.`,
    `- Data: ${dataset.id}, digest \`${dataset.digest}\`. All people are fictitious drawings.`,
    ...(broken
      ? [
          '',
          `> Retain accuracy fell to ${show(metrics.retain.correct)}: this model paid for unlearning with its usefulness.`,
        ]
      : []),
    '',
    '## Clean accuracy',
    '',
    'Greedy answers to the cloze questions on unseen views; 95 % intervals clustered by subject. "Among choices" is',
    `whether the true value is the most likely of its attribute; a uniform guess would reach ${percent(metrics.prior)}.`,
    '',
    '| people | correct | correct among choices | refused | answers | subjects |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '## Intended use',
    '',
    'Ground truth for testing audits of machine unlearning. It knows nothing about anybody real.',
    '',
  ].join('\n');
}

function madeBy({ source }: ModelRecipe): string {
  switch (source.kind) {
    case 'answering':
      return `training projector and decoder on the ${source.knows} people over a frozen vision tower, strangers refused`;
    case 'unlearning':
      return [`${source.method} from ${source.from}`, stageText(source), ...(source.then ?? []).map(laterText)].join(
        ', ',
      );
    case 'damage':
      return `noise of ${source.noise} times the weights' own size on ${source.from}`;
    case 'guard':
      return `a guard in the vision encoder of ${source.from}`;
  }
}

function stageText({ scope, steps, learningRate, lowRank, questions }: UnlearningStage): string {
  const factors = lowRank ? `, low-rank factors of rank ${lowRank.rank}` : '';
  return `${steps} steps at ${learningRate} on ${scope}${factors}${questions ? `, ${questions} questions only` : ''}`;
}

const laterText = (stage: UnlearningStage) => `then ${stage.method}, ${stageText(stage)}`;

function show({ estimate, low, high }: Rate): string {
  return `${percent(estimate)} [${percent(low)}, ${percent(high)}]`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
