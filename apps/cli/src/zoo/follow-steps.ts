/** One bar per step of a build. What an earlier run did counts as done and says nothing about the speed. */
import type { BuildProgress } from '@palimpsest/zoo';
import type { ProgressTask } from '../output/progress.js';

export function followSteps(open: (label: string, total: number) => ProgressTask): BuildProgress {
  let current: { readonly label: string; readonly task: ProgressTask } | null = null;
  return (label, done, total, message) => {
    if (current?.label !== label) {
      current?.task.finish();
      current = { label, task: open(label, total) };
      if (done > 1) current.task.skipTo(done);
    }
    current.task.update(done, message);
    if (done < total) return;
    current.task.finish(message);
    current = null;
  };
}
