/** Processes that carry a mark in their environment: children that did not end with their parents. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

export function processesLeft(mark: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(mark))
    .map(Number);
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return ''; // gone, or somebody else's
  }
}
