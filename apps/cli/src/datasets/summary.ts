/** A data set in numbers: how many people and questions on which side. Never who. A server tells less of it. */
import { splits, type Dataset, type Item } from '@palimpsest/datasets';
import { columns } from '../output/output.js';

export interface DatasetSummary {
  readonly id: string;
  readonly digest: string;
  readonly splits: readonly {
    readonly split: string;
    readonly subjects: number;
    readonly questions: number;
    readonly pictures?: number;
  }[];
  readonly tasks?: readonly Item['task'][];
  readonly attributes?: readonly string[];
}

export function summaryOf(dataset: Dataset): DatasetSummary {
  const { id, digest, items } = dataset;
  return {
    id,
    digest,
    splits: splits.flatMap((split) => {
      const inside = items.filter((item) => item.split === split);
      if (inside.length === 0) return [];
      const pictures = new Set(inside.flatMap(({ images }) => images.map(({ sha256 }) => sha256)));
      const subjects = dataset.subjects(split).length;
      return [{ split, subjects, questions: inside.length, pictures: pictures.size }];
    }),
    tasks: [...new Set(items.map(({ task }) => task))].sort(),
    attributes: [...new Set(items.map(({ attribute }) => attribute))].sort(),
  };
}

export function describeDataset({ id, digest, splits: rows, tasks, attributes }: DatasetSummary): string {
  return [
    columns([
      ['name', id],
      ['digest', digest],
      ...(tasks ? [['tasks', tasks.join(', ')]] : []),
      ...(attributes ? [['attributes', attributes.join(', ')]] : []),
    ]),
    '',
    columns([
      ['split', 'subjects', 'questions', 'pictures'],
      ...rows.map((row) => [row.split, String(row.subjects), String(row.questions), String(row.pictures ?? '–')]),
    ]),
  ].join('\n');
}
