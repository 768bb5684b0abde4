/**
 * Sessions: the only way to run a graph. `run` and opening block the event loop (onnxruntime-node computes
 * synchronously), so whoever serves people keeps sessions in a child process. Every opened session must be
 * closed: its memory is not garbage-collected.
 */
import * as ort from 'onnxruntime-node';
import { exportModel, externalFiles, GraphBuilder, orderByDepth, type Graph } from '@palimpsest/onnx';
import type { Tensor } from '@palimpsest/tensor';
import { fromOrt, toOrt } from './convert.js';
import { createModelFolder, type ModelFolder } from './model-folder.js';
import { reasonOf, RuntimeError } from './runtime-error.js';

export type SessionSource =
  | { readonly graph: Graph | GraphBuilder; readonly parametersAsInputs?: readonly string[] }
  | { readonly file: string }
  | { readonly bytes: Uint8Array };

export interface SessionOptions {
  /** Threads inside an operator; 1 unless given, so that results do not depend on the machine. */
  readonly threads?: number;
  /** Graph optimisation of the runtime; 'all' unless given. Gradient checks in float64 need 'disabled'. */
  readonly optimisation?: 'disabled' | 'basic' | 'extended' | 'all';
  /** Plans one block for all values in a first run: up to 1.7 times the memory, no faster. Off unless given. */
  readonly memoryPattern?: boolean;
  /**
   * Copies weights into the order in which products read them: faster for few rows. On unless given, but off for
   * gradient graphs, which read every weight forward and transposed and would keep two copies.
   */
  readonly packWeights?: boolean;
  /** Execution provider; 'cpu' unless given. A provider that is not there is an error, not a fallback. */
  readonly provider?: string;
}

export type Feeds = Readonly<Record<string, Tensor>>;

export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly provider: string;
  /**
   * @param fetches outputs wanted; all unless given
   * @throws RuntimeError naming the missing or misfitting input
   */
  run(feeds: Feeds, fetches?: readonly string[]): Promise<Record<string, Tensor>>;
  close(): Promise<void>;
}

/** @throws RuntimeError when the model cannot be loaded */
export async function openSession(source: SessionSource, options: SessionOptions = {}): Promise<Session> {
  const prepared = await prepare(source);
  try {
    const session = await create(prepared, options);
    return new OrtSession(session, options.provider ?? 'cpu', prepared.folder);
  } catch (failure) {
    await prepared.folder?.remove();
    throw failure;
  }
}

interface Prepared {
  readonly model: string | Uint8Array;
  readonly where: string;
  readonly isGradient: boolean;
  readonly folder?: ModelFolder;
}

async function prepare(source: SessionSource): Promise<Prepared> {
  if ('file' in source) return { model: source.file, where: source.file, isGradient: false };
  if ('bytes' in source) return { model: source.bytes, where: 'model bytes', isGradient: false };
  const graph = orderByDepth(source.graph instanceof GraphBuilder ? source.graph.build() : source.graph);
  const { parametersAsInputs } = source;
  const bytes = exportModel(graph, parametersAsInputs ? { parametersAsInputs } : {});
  const common = { where: graph.name, isGradient: graph.nodes.some((node) => node.forwardNode !== undefined) };
  const files = externalFiles(graph);
  if (files.length === 0) return { model: bytes, ...common };
  const folder = await createModelFolder(bytes, files);
  return { model: folder.modelFile, folder, ...common };
}

async function create({ model, where, isGradient }: Prepared, options: SessionOptions): Promise<ort.InferenceSession> {
  const settings: ort.InferenceSession.SessionOptions = {
    executionProviders: [options.provider ?? 'cpu'],
    graphOptimizationLevel: options.optimisation ?? 'all',
    intraOpNumThreads: options.threads ?? 1,
    interOpNumThreads: 1,
    enableMemPattern: options.memoryPattern ?? false,
    enableCpuMemArena: true,
    logSeverityLevel: 4,
    extra: {
      session: {
        // Between two operators a thread waits less than it takes to wake one.
        'intra_op.allow_spinning': '1',
        disable_prepacking: (options.packWeights ?? !isGradient) ? '0' : '1',
      },
    },
  };
  try {
    return typeof model === 'string'
      ? await ort.InferenceSession.create(model, settings)
      : await ort.InferenceSession.create(model, settings);
  } catch (failure) {
    throw new RuntimeError(`${where} cannot be loaded: ${reasonOf(failure)}`, where, { cause: failure });
  }
}

class OrtSession implements Session {
  #session: ort.InferenceSession | null;

  constructor(
    session: ort.InferenceSession,
    readonly provider: string,
    private readonly folder: ModelFolder | undefined,
  ) {
    this.#session = session;
    this.inputNames = session.inputNames;
    this.outputNames = session.outputNames;
  }

  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];

  async run(feeds: Feeds, fetches: readonly string[] = this.outputNames): Promise<Record<string, Tensor>> {
    const session = this.#session;
    if (!session) throw new RuntimeError('the session is closed; open another', 'session');
    const missing = this.inputNames.filter((name) => !(name in feeds));
    if (missing.length > 0) throw new RuntimeError(`no value was fed for ${missing.join(', ')}`, missing[0] ?? '');
    const inputs = Object.fromEntries(this.inputNames.map((name) => [name, toOrt(feeds[name] as Tensor, name)]));
    try {
      const results = await session.run(inputs, fetches);
      return Object.fromEntries(fetches.map((name) => [name, fromOrt(results[name] as ort.Tensor)]));
    } catch (failure) {
      if (failure instanceof RuntimeError) throw failure;
      throw new RuntimeError(`the run failed: ${reasonOf(failure)}`, 'run', { cause: failure });
    }
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.release();
    await this.folder?.remove();
  }
}
