import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isAlive } from './processes.js';

describe('isAlive', () => {
  it('takes a process that ended for gone, though its parent never asks how it ended', async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    while (isAlive(pid)) await sleep(20);
    expect(process.kill(pid, 0)).toBe(true); // the system still has it on its list
    parent.kill();
    await once(parent, 'exit');
  });
});
