/**
 * Progress for people: bars with ETA on a terminal, a plain line every few seconds where output is
 * piped, nothing with `--json` or `--quiet`. All of it goes to standard error, so that standard output
 * stays a clean result.
 */
import { MultiBar, Presets, type SingleBar } from 'cli-progress';

export interface ProgressTask {
  /** @param done steps finished; `message` replaces the text behind the bar */
  update(done: number, message?: string): void;
  finish(message?: string): void;
}

export interface Progress {
  task(label: string, total: number): ProgressTask;
  /** One line above the bars. */
  note(line: string): void;
  close(): void;
}

export type ProgressStyle = 'auto' | 'plain' | 'none';

export function createProgress(style: ProgressStyle, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (style === 'none') return silent;
  return style === 'auto' && stream.isTTY ? bars(stream) : lines(stream);
}

const silent: Progress = { task: () => ({ update: () => {}, finish: () => {} }), note: () => {}, close: () => {} };

function bars(stream: NodeJS.WriteStream): Progress {
  const multi = new MultiBar(
    {
      stream,
      format: '{label} {bar} {percentage}% · ETA {eta_formatted} · {message}',
      clearOnComplete: true,
      hideCursor: true,
      etaBuffer: 40,
    },
    Presets.shades_classic,
  );
  return {
    task(label, total) {
      const bar: SingleBar = multi.create(total, 0, { label: label.padEnd(34).slice(0, 34), message: '' });
      return {
        update: (done, message) => bar.update(done, message === undefined ? {} : { message }),
        finish: () => {
          bar.stop();
          multi.remove(bar);
        },
      };
    },
    note: (line) => multi.log(`${line}\n`),
    close: () => multi.stop(),
  };
}

const lineEveryMs = 5_000;

function lines(stream: NodeJS.WriteStream): Progress {
  return {
    task(label, total) {
      const started = Date.now();
      let printed = started;
      return {
        update(done, message = '') {
          if (Date.now() - printed < lineEveryMs) return;
          printed = Date.now();
          const left = done > 0 ? ((printed - started) / done) * (total - done) : 0;
          stream.write(
            `${label}: ${Math.floor((100 * done) / total)} % · ETA ${duration(left)}${message ? ` · ${message}` : ''}\n`,
          );
        },
        finish(message = '') {
          stream.write(`${label}: done in ${duration(Date.now() - started)}${message ? ` · ${message}` : ''}\n`);
        },
      };
    },
    note: (line) => stream.write(`${line}\n`),
    close: () => {},
  };
}

/** 83 s → "1 min 23 s". */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
