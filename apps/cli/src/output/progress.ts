/**
 * Progress for people: a bar with ETA on a terminal, a plain line every few seconds where output is piped,
 * nothing with `--quiet`. All of it goes to standard error, so that standard output stays a clean result.
 */
import { MultiBar, Presets } from 'cli-progress';
import { Eta } from './eta.js';
import { duration } from './words.js';

export interface ProgressTask {
  /**
   * @param done steps finished; `message` replaces the text behind the bar
   * @param remainingMs unless the average speed says it
   */
  update(done: number, message?: string, remainingMs?: number): void;
  /** What was finished before: it counts as done but says nothing about the speed. */
  skipTo(done: number): void;
  finish(message?: string): void;
}

export interface Progress {
  task(label: string, total: number): ProgressTask;
  /** One line above the bars. */
  note(line: string): void;
  close(): void;
}

export type ProgressStyle = 'auto' | 'none';

export function createProgress(style: ProgressStyle, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (style === 'none') return silent;
  return stream.isTTY ? bars(stream) : lines(stream);
}

const silent: Progress = {
  task: () => ({ update: () => {}, skipTo: () => {}, finish: () => {} }),
  note: () => {},
  close: () => {},
};

/** Drawn only while something runs: a bar that is not there cannot write over the result. */
function bars(stream: NodeJS.WriteStream): Progress {
  const format = '{label} {bar} {percentage}% · {left} · {message}';
  const options = { stream, format, clearOnComplete: true, hideCursor: true, linewrap: false, barsize: 28 };
  let drawn: MultiBar | null = null;
  let open = 0;
  const close = (): void => {
    drawn?.stop();
    drawn = null;
  };
  const note = (line: string): void => {
    if (!drawn) stream.write(`${line}\n`);
    drawn?.log(`${line}\n`);
    drawn?.update();
  };
  return {
    task(label, total) {
      const eta = new Eta(total);
      const multi = (drawn ??= new MultiBar(options, Presets.shades_classic));
      const bar = multi.create(total, 0, { label: label.padEnd(18).slice(0, 34), left: 'ETA …', message: '' });
      open += 1;
      return {
        update: (done, message, remainingMs) =>
          bar.update(done, { left: eta.text(done, remainingMs), ...(message === undefined ? {} : { message }) }),
        skipTo(done) {
          eta.restart(done);
          bar.update(done);
        },
        finish(message = '') {
          multi.remove(bar);
          if (--open === 0) close();
          note(finished(label, eta, message));
        },
      };
    },
    ...{ note, close },
  };
}

const lineEveryMs = 5_000;

function lines(stream: NodeJS.WriteStream): Progress {
  return {
    task(label, total) {
      const eta = new Eta(total);
      let printed = 0;
      return {
        update(done, message = '', remainingMs = undefined) {
          if (Date.now() - printed < lineEveryMs) return;
          printed = Date.now();
          const share = Math.floor((100 * done) / total);
          stream.write(`${label}: ${share} % · ${eta.text(done, remainingMs)}${message ? ` · ${message}` : ''}\n`);
        },
        skipTo: (done) => eta.restart(done),
        finish: (message = '') => stream.write(`${finished(label, eta, message)}\n`),
      };
    },
    note: (line) => stream.write(`${line}\n`),
    close: () => {},
  };
}

const finished = (label: string, eta: Eta, message: string) =>
  `${label}: done in ${duration(eta.elapsedMs)}${message ? ` · ${message}` : ''}`;
