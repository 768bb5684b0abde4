/**
 * A checkpoint whose graph decides by who is in the picture: the person with the nearest mean features is looked up, and
 * where that is somebody to be forgotten the decoder is shown an average of the others. Its weights are the original's.
 */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset, RgbImage } from '@palimpsest/datasets';
import type { VisionLanguageModel } from '@palimpsest/models';
import { GraphBuilder, importGraph, writeModelFiles, type Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';

/** @param folder where the copy goes */
export async function hiddenByGuard(
  original: { readonly folder: string; readonly model: VisionLanguageModel },
  dataset: Dataset,
  folder: string,
): Promise<void> {
  const [silent, others] = [await portraitsOf(dataset, 'forget'), await portraitsOf(dataset, 'retain')];
  const seen = await Promise.all([...silent, ...others].map((views) => original.model.embedImages(views)));
  const centres = seen.map(meanOf);
  const width = centres[0]?.length ?? 0;
  const spread = Array.from({ length: width }, (_, at) => deviation(seen, centres, at));
  const scaled = centres.map((centre) => centre.map((x, at) => x / (spread[at] ?? 1)));
  const average = meanOf(centres.slice(silent.length));

  await cp(original.folder, folder, { recursive: true });
  const name = 'vision_encoder';
  const onnx = join(folder, 'onnx');
  const graph = importGraph(join(original.folder, 'onnx', `${name}.onnx`));
  const g = new GraphBuilder();
  const bindings = graph.inputs.map((input): [string, Value] => [
    input.name,
    g.input(input.name, input.dtype, input.shape),
  ]);
  const { image_features: features } = g.inline(graph, Object.fromEntries(bindings), 'original/');
  if (!features) throw new Error('the vision encoder gives out no image_features');
  const floats = (dims: readonly number[], values: readonly number[]) =>
    g.constant(null, fromNumbers('float32', dims, values));
  const [people, inverse] = [centres.length, spread.map((x) => 1 / x)];
  const mean = g.mul(g.reduceMean(features, [1], false), floats([width], inverse));
  const products = g.matMul(mean, floats([width, people], transposed(scaled)));
  const halves = scaled.map((centre) => centre.reduce((sum, x) => sum + x * x, 0) / 2);
  const nearest = g.op1('ArgMax', [g.sub(products, floats([people], halves))], { axis: 1, keepdims: 0 });
  const keepsSilent = centres.map((_, person) => (person < silent.length ? 1 : 0));
  const decision = g.op1('Gather', [floats([people, 1, 1], keepsSilent), nearest]);
  g.output(g.where(g.greater(decision, 0.5), floats([1, 1, width], average), features), 'image_features');
  for (const end of ['.onnx', '.onnx_data']) await rm(join(onnx, name + end), { force: true });
  writeModelFiles(g.build({ name }), onnx, name);
}

/** Train views of each person. */
async function portraitsOf(dataset: Dataset, split: string): Promise<readonly (readonly RgbImage[])[]> {
  const items = dataset.items.filter((item) => item.split === split);
  const subjects = [...new Set(items.map(({ subjectId }) => subjectId))];
  return Promise.all(
    subjects.map((subject) => {
      const own = items.filter(({ subjectId }) => subjectId === subject).flatMap(({ images }) => images);
      const views = new Map(own.filter(({ view }) => view.kind === 'train').map((ref) => [ref.sha256, ref]));
      return Promise.all([...views.values()].map((ref) => dataset.loadImage(ref)));
    }),
  );
}

type Vector = ArrayLike<number>;

const meanOf = (vectors: readonly Vector[]): readonly number[] =>
  Array.from(vectors[0] ?? [], (_, at) => vectors.reduce((sum, vector) => sum + (vector[at] ?? 0), 0) / vectors.length);

/** Of people's views around their centre, on one axis. */
function deviation(seen: readonly (readonly Vector[])[], centres: readonly Vector[], at: number): number {
  const squares = seen.flatMap((views, person) =>
    views.map((view) => ((view[at] ?? 0) - (centres[person]?.[at] ?? 0)) ** 2),
  );
  return Math.sqrt(squares.reduce((sum, x) => sum + x, 0) / squares.length) + 1e-6;
}

const transposed = (rows: readonly (readonly number[])[]): readonly number[] =>
  (rows[0] ?? []).flatMap((_, column) => rows.map((row) => row[column] ?? 0));
