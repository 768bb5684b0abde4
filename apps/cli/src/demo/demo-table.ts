/** The demo's verdicts as a table, and whether they contradict what is known. */
import pc from 'picocolors';
import type { Report, TargetReport } from '@palimpsest/contracts';
import { verdictText } from '../audits/verdict-text.js';
import { columns } from '../output/output.js';
import { intervalText, metricText } from '../output/words.js';
import { contradictions } from './demo-result.js';

export function demoTable(report: Report): readonly string[] {
  const wrong = contradictions(report);
  return [
    columns([heading, ...report.targets.map(row)]),
    '',
    wrong.length === 0
      ? 'No verdict contradicts what is known about the checkpoint.'
      : pc.red(`Contradicts what is known: ${wrong.join(', ')}.`),
  ];
}

const heading = ['checkpoint', 'truth', 'verdict', 'leak beyond control', 'decided by', 'clean forget', 'clean retain'];

function row({ checkpoint, truth, verdict, clean }: TargetReport): readonly string[] {
  return [
    checkpoint,
    truth ?? '–',
    verdictText(verdict.value),
    intervalText(verdict.leak),
    verdict.decidedBy ?? '–',
    metricText(clean.forget),
    metricText(clean.retain),
  ];
}
