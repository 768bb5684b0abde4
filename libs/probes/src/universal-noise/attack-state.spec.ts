import { describe, expect, it } from 'vitest';
import { decodeAttackState, encodeAttackState, type AttackState } from './attack-state.js';

const state: AttackState = {
  step: 7,
  delta: Float32Array.of(0.1, -0.2, 1 / 3),
  moments: { first_moment: Float32Array.of(1e-30, 2, 3), second_moment: Float32Array.of(4, 5, 6) },
  best: { delta: Float32Array.of(7, 8, 9), loss: 0.1 + 0.2, step: 5 },
  curves: [
    {
      name: 'adversarial',
      quantity: 'loss',
      points: [
        { step: 0, value: Math.PI },
        { step: 1, value: null },
      ],
    },
  ],
};

describe('attack state', () => {
  it('survives bytes exactly', () => {
    expect(decodeAttackState(encodeAttackState(state, 'settings'), 'settings')).toEqual(state);
  });

  it('survives bytes exactly without a best δ and without moments', () => {
    const early = { ...state, best: null, moments: {} };
    expect(decodeAttackState(encodeAttackState(early, 's'), 's')).toEqual(early);
  });

  it.each([
    ['other settings', (bytes: Uint8Array) => bytes, 'other', 'belongs to other settings'],
    ['cut short', (bytes: Uint8Array) => bytes.slice(0, bytes.length - 1), 's', 'is cut short'],
    ['not a state at all', () => new Uint8Array(3), 's', 'cannot be read'],
    ['another format', () => new Uint8Array([2, 0, 0, 0, 0x7b, 0x7d]), 's', 'is of another format'],
  ])('refuses %s and says what to do', (_, change, settings, message) => {
    expect(() => decodeAttackState(change(encodeAttackState(state, 's')), settings)).toThrow(message);
    expect(() => decodeAttackState(change(encodeAttackState(state, 's')), settings)).toThrow('Delete the saved state');
  });
});
