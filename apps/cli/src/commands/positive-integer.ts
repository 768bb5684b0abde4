/** An option that counts something. */
import { InvalidArgumentError } from 'commander';

/** @throws InvalidArgumentError for anything but 1, 2, … */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('give a whole number, 1 or more.');
}
