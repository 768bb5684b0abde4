/** Ways to damage a checkpoint folder, for specs about what is said then. */
import { readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeModel, encodeModel, GraphBuilder, writeModelFiles, type OnnxModel } from '@palimpsest/onnx';

type Graph = NonNullable<OnnxModel['graph']>;
type Node = NonNullable<Graph['nodes']>[number];

export class Damage {
  constructor(readonly folder: string) {}

  path(name: string): string {
    return join(this.folder, name);
  }

  remove(name: string): Promise<void> {
    return rm(this.path(name));
  }

  /** Graphs of a variant instead of the plain ones. */
  async onlyAs(end: string): Promise<void> {
    for (const part of ['vision_encoder', 'embed_tokens', 'decoder_model_merged'])
      await rename(this.path(`onnx/${part}.onnx`), this.path(`onnx/${part}${end}.onnx`));
  }

  write(name: string, content: string): Promise<void> {
    return writeFile(this.path(name), content);
  }

  async halve(name: string): Promise<void> {
    const { length } = await readFile(this.path(name));
    await truncate(this.path(name), Math.floor(length / 2));
  }

  /** Sets keys of a JSON file; undefined removes one. */
  async json(name: string, changes: object): Promise<void> {
    const value = JSON.parse(await readFile(this.path(name), 'utf8')) as object;
    await this.write(name, JSON.stringify({ ...value, ...changes }));
  }

  async graph(name: string, change: (graph: Graph) => Partial<Graph>): Promise<void> {
    const model = decodeModel(await readFile(this.path(name)));
    const graph = { ...model.graph, ...change(model.graph ?? {}) };
    await writeFile(this.path(name), encodeModel({ ...model, graph }));
  }

  /** Changes one node in the middle of the graph. */
  node(name: string, change: Partial<Node>): Promise<void> {
    return this.graph(name, ({ nodes = [] }) => ({
      nodes: nodes.map((node, index) => (index === Math.floor(nodes.length / 2) ? { ...node, ...change } : node)),
    }));
  }

  /** Sets `location`, `offset` or `length` of all weights outside the file. */
  external(name: string, changes: Readonly<Record<string, string>>): Promise<void> {
    return this.graph(name, ({ initializers = [] }) => ({
      initializers: initializers.map(({ externalData, ...tensor }) => {
        if (!externalData) return tensor;
        const changed = externalData.map(({ key = '', value = '' }) => ({ key, value: changes[key] ?? value }));
        return { ...tensor, externalData: changed };
      }),
    }));
  }

  /** Writes one float32 into a file of weights. */
  async weight(name: string, value: number): Promise<void> {
    const bytes = await readFile(this.path(name));
    bytes.writeFloatLE(value, 200);
    await writeFile(this.path(name), bytes);
  }

  /** Puts another graph in the place of `onnx/<name>.onnx`. */
  async replace(name: string, build: (g: GraphBuilder) => void): Promise<void> {
    const g = new GraphBuilder();
    build(g);
    await rm(this.path(`onnx/${name}.onnx_data`), { force: true });
    writeModelFiles(g.build({ name }), this.path('onnx'), name);
  }
}
