/** One readout per list of values, trained on people the model may know: from a prompt's hidden state to a value. */
import type { Sample } from '@palimpsest/audit';
import { fitReadout, type Readout } from './readout.js';

/** A question with known values, and what the stream holds at its last token. */
export interface ReadSample {
  readonly sample: Pick<Sample, 'subject' | 'attribute' | 'answer' | 'choices'>;
  readonly state: Float32Array;
}

/** The score of each value; null for values that no training question has. */
export type ReadValues = (state: Float32Array, choices: readonly string[]) => readonly number[] | null;

const keyOf = (choices: readonly string[]) => choices.join('\n');

/** Attributes with the same values share a readout: what is asked with a prompt is its values. */
export function fitReadouts(trained: readonly ReadSample[], ridge: number): ReadValues {
  const groups = new Map<string, { choices: readonly string[]; states: Float32Array[]; labels: number[] }>();
  for (const { sample, state } of trained) {
    const { choices, answer } = sample;
    const label = choices?.indexOf(answer) ?? -1;
    if (!choices || label < 0) continue;
    const group = groups.get(keyOf(choices)) ?? { choices, states: [], labels: [] };
    groups.set(keyOf(choices), group);
    group.states.push(state);
    group.labels.push(label);
  }
  const readouts = new Map<string, Readout>();
  for (const [key, { choices, ...labelled }] of groups)
    readouts.set(key, fitReadout({ ...labelled, classes: choices.length }, ridge));
  return (state, choices) => readouts.get(keyOf(choices))?.scores(state) ?? null;
}
