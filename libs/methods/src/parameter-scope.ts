/** Which weights a method may change, by part of the model. The vision tower stays frozen in all of them. */
import type { ModelGraphs } from '@palimpsest/models';

export const parameterScopes = ['projector', 'decoder', 'head', 'projector+decoder', 'all'] as const;

/** 'all' is projector, token embeddings and decoder; 'head' is the decoder's last matrix, from hidden state to words. */
export type ParameterScope = (typeof parameterScopes)[number];

type Part = ModelGraphs['parameters'][number]['part'];

const parts: { readonly [S in ParameterScope]: readonly Part[] } = {
  projector: ['projector'],
  decoder: ['decoder'],
  head: ['decoder'],
  'projector+decoder': ['projector', 'decoder'],
  all: ['projector', 'embedding', 'decoder'],
};

export function scopeIncludes(scope: ParameterScope, part: Part): boolean {
  return parts[scope].includes(part);
}

/** Names of the constants to train. */
export function parametersInScope(graphs: ModelGraphs, scope: ParameterScope): readonly string[] {
  const inScope = graphs.parameters.filter(({ part }) => scopeIncludes(scope, part)).map(({ name }) => name);
  return scope === 'head' ? inScope.filter((name) => name.includes('lm_head')) : inScope;
}

/** Names of the matrices that get low-rank factors: those of the blocks, not the word embeddings or the head. */
export function matricesInScope(graphs: ModelGraphs, scope: ParameterScope): readonly string[] {
  const blocks = graphs.parameters.filter(({ part }) => scopeIncludes(scope, part) && part !== 'embedding');
  return blocks.filter(({ name, dims }) => dims.length === 2 && !name.includes('lm_head')).map(({ name }) => name);
}
