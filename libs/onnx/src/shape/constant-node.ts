/** The tensor of a Constant node, which may be written in seven ways. */
import { fromNumbers, tensor } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import type { Attribute } from '../graph/attribute.js';

/** undefined for sparse values and for attributes of the wrong kind. */
export function constantTensor(attribute: (name: string) => Attribute | undefined): Tensor | undefined {
  const value = attribute('value');
  if (value?.kind === 'tensor') return value.value;
  const single = attribute('value_int') ?? attribute('value_float') ?? attribute('value_string');
  if (single?.kind === 'int') return fromNumbers('int64', [], [single.value]);
  if (single?.kind === 'float') return fromNumbers('float32', [], [single.value]);
  if (single?.kind === 'string') return tensor('string', [], [single.value]);
  const list = attribute('value_ints') ?? attribute('value_floats') ?? attribute('value_strings');
  if (list?.kind === 'ints') return fromNumbers('int64', [list.value.length], list.value);
  if (list?.kind === 'floats') return fromNumbers('float32', [list.value.length], list.value);
  if (list?.kind === 'strings') return tensor('string', [list.value.length], list.value);
  return undefined;
}
