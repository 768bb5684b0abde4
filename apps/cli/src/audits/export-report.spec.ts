import { describe, expect, it } from 'vitest';
import type { Invocation } from '../commands/invocation.js';
import type { ExportOptions } from '../commands/report.js';
import { UsageError } from '../failure.js';
import { exportReport } from './export-report.js';

const exported = (options: Partial<ExportOptions>) =>
  exportReport('vendor-v2', { options } as Invocation<ExportOptions>);

describe('exportReport', () => {
  it('refuses to write every form to standard output', async () => {
    await expect(exported({ format: 'all' })).rejects.toThrow(UsageError);
  });

  it('refuses to write a PDF to a terminal', async () => {
    const { isTTY } = process.stdout;
    process.stdout.isTTY = true;
    try {
      await expect(exported({ format: 'pdf' })).rejects.toThrow('A terminal cannot show a PDF');
    } finally {
      process.stdout.isTTY = isTTY;
    }
  });
});
