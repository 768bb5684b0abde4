/** An audit's events on one bar: how much of the whole is done, what is being worked on, when it will be over. */
import type { ProgressEvent } from '@palimpsest/contracts';
import type { Progress, ProgressTask } from '../output/progress.js';

/** Fractions are shown in thousandths. */
const whole = 1000;

export class AuditProgressView {
  /** Name of the audit, as soon as it has one. */
  audit: string | null = null;
  #task: ProgressTask | null = null;
  #reused = 0;
  /** A server does not say it with every event. */
  #fraction = 0;

  constructor(
    private readonly progress: Progress,
    private readonly label: string,
  ) {}

  /** A progress sink. */
  readonly show = (event: ProgressEvent): void => {
    switch (event.type) {
      case 'audit-started':
        this.audit = event.audit;
        this.#task ??= this.progress.task(this.label, whole);
        break;
      case 'unit-started':
        break;
      case 'unit-progress':
        this.#fraction = event.fraction ?? this.#fraction;
        this.#task?.update(whole * this.#fraction, `${event.title} · ${event.message}`);
        break;
      case 'unit-finished':
        this.#finished(event);
        break;
      case 'audit-finished':
        this.#end(event.outcome);
        break;
    }
  };

  #finished({ outcome, fraction, title, done, units }: Extract<ProgressEvent, { type: 'unit-finished' }>): void {
    this.#fraction = fraction;
    if (outcome === 'reused') this.#reused += 1;
    if (outcome === 'reused') this.#task?.skipTo(whole * fraction);
    else this.#task?.update(whole * fraction, `${title} · unit ${done} of ${units} done`);
  }

  #end(outcome: 'complete' | 'cancelled' | 'failed'): void {
    if (outcome !== 'complete') return;
    this.#task?.finish(this.#reused > 0 ? `units kept from before: ${this.#reused}` : '');
  }
}
