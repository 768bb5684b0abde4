/**
 * Progress for people: a bar with ETA on a terminal, a plain line every few seconds where output is piped,
 * nothing with `--quiet`. All of it goes to standard error, so that standard output stays a clean result.
 */
import { MultiBar, Presets } from 'cli-progress';
import { Eta } from './eta.js';
import { duration } from './words.js';

export interface ProgressTask {
  /** @param done steps finished; `message` replaces the text behind the bar */
  update(done: number, message?: string): void;
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

function bars(stream: NodeJS.WriteStream): Progress {
  const format = '{label} {bar} {percentage}% · {left} · {message}';
  const options = { stream, format, clearOnComplete: true, hideCursor: true, linewrap: false, barsize: 28 };
  const multi = new MultiBar(options, Presets.shades_classic);
  return {
    task(label, total) {
      const eta = new Eta(total);
      const bar = multi.create(total, 0, { label: label.padEnd(18).slice(0, 34), left: 'ETA …', message: '' });
      return {
        update: (done, message) =>
          bar.update(done, { left: eta.text(done), ...(message === undefined ? {} : { message }) }),
        skipTo(done) {
          eta.restart(done);
          bar.update(done);
        },
        finish(message = '') {
          multi.remove(bar);
          multi.log(`${finished(label, eta, message)}\n`);
          multi.update();
        },
      };
    },
    note: (line) => {
      multi.log(`${line}\n`);
      multi.update();
    },
    close: () => multi.stop(),
  };
}

const lineEveryMs = 5_000;

function lines(stream: NodeJS.WriteStream): Progress {
  return {
    task(label, total) {
      const eta = new Eta(total);
      let printed = 0;
      return {
        update(done, message = '') {
          if (Date.now() - printed < lineEveryMs) return;
          printed = Date.now();
          const share = Math.floor((100 * done) / total);
          stream.write(`${label}: ${share} % · ${eta.text(done)}${message ? ` · ${message}` : ''}\n`);
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
