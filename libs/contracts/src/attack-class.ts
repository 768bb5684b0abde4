/** Kinds of attack on a model as data protection authorities name them (EDPB Opinion 28/2024), and what an attacker holds. */
import { z } from 'zod';

export const attackClasses = [
  'attribute-inference',
  'membership-inference',
  'exfiltration',
  'regurgitation',
  'model-inversion',
  'reconstruction',
] as const;
export const attackClass = z.enum(attackClasses).meta({ id: 'AttackClass' });
export type AttackClass = z.infer<typeof attackClass>;

/** `queries`: inputs, replies and how likely replies are. `weights`: the files, so gradients, layers and changed copies. */
export const channels = ['queries', 'weights'] as const;
export const channel = z.enum(channels).meta({ id: 'Channel' });
export type Channel = z.infer<typeof channel>;
