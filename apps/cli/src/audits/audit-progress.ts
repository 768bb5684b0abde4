/** An audit's events on one bar: how much of the whole is done, what is being worked on, when it will be over. */
import type { ProgressEvent } from '@palimpsest/contracts';
import type { Progress, ProgressTask } from '../output/progress.js';
import { RemainingTime } from './remaining-time.js';

/** Fractions are shown in thousandths. */
const whole = 1000;

export class AuditProgressView {
  /** Name of the audit, as soon as it has one. */
  audit: string | null = null;
  #task: ProgressTask | null = null;
  #reused = 0;
  readonly #remaining: RemainingTime;
  /** A server knows of each step that runs only what that step says; the bar does not run backwards for it. */
  #shown = 0;

  constructor(
    private readonly progress: Progress,
    private readonly label: string,
    now?: () => number,
  ) {
    this.#remaining = new RemainingTime(now);
  }

  /** A progress sink. */
  readonly show = (event: ProgressEvent): void => {
    switch (event.type) {
      case 'audit-started':
        this.audit = event.audit;
        if (event.work) this.#remaining.expect(event.work);
        this.#task ??= this.progress.task(this.label, whole);
        break;
      case 'unit-started':
        this.#remaining.started(event.unit);
        break;
      case 'unit-progress':
        if (event.total > 0) this.#remaining.progressed(event.unit, event.step / event.total);
        this.#update(event.fraction, `${event.title} · ${event.message}`);
        break;
      case 'unit-finished':
        this.#finished(event);
        break;
      case 'audit-finished':
        this.#end(event.outcome);
        break;
    }
  };

  #finished(event: Extract<ProgressEvent, { type: 'unit-finished' }>): void {
    const { unit, outcome, fraction, title, done, units } = event;
    this.#remaining.finished(unit);
    if (outcome === 'reused') this.#reused += 1;
    if (outcome === 'reused') this.#task?.skipTo(whole * this.#farthest(fraction));
    else this.#update(fraction, `${title} · unit ${done} of ${units} done`);
  }

  #update(fraction: number | undefined, message: string): void {
    this.#task?.update(whole * this.#farthest(fraction), message, this.#remaining.milliseconds() ?? undefined);
  }

  #farthest(fraction = 0): number {
    return (this.#shown = Math.max(this.#shown, fraction));
  }

  #end(outcome: 'complete' | 'cancelled' | 'failed'): void {
    if (outcome !== 'complete') return;
    this.#task?.finish(this.#reused > 0 ? `units kept from before: ${this.#reused}` : '');
  }
}
