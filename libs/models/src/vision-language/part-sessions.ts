/** The sessions of one model: opened when first needed, shared by calls that overlap, closed together. */
import type { Graph } from '@palimpsest/onnx';
import { openSession, type Session } from '@palimpsest/runtime';
import type { Part, PartGraph } from '../checkpoint/inspect.js';
import { ModelError } from '../model-error.js';
import { inFloat32 } from './in-float32.js';

export class PartSessions {
  readonly #opened = new Map<Part, Promise<Session>>();
  #closed = false;

  constructor(
    /** Opened as they are, where there are any. */
    private readonly files: Readonly<Partial<Record<Part, PartGraph>>>,
    private readonly graphs: Readonly<Record<Part, Graph>>,
    private readonly threads: number,
    private readonly where: string,
    /** Parts that are another model's too: it opens and closes them. */
    private readonly borrowed: Readonly<Partial<Record<Part, PartSessions>>> = {},
  ) {}

  /** @throws ModelError once closed */
  get(part: Part): Promise<Session> {
    if (this.#closed)
      return Promise.reject(new ModelError('the model is closed; open the checkpoint again', this.where));
    const lender = this.borrowed[part];
    if (lender) return lender.get(part);
    const known = this.#opened.get(part);
    if (known) return known;
    const opened = this.#open(part);
    this.#opened.set(part, opened);
    opened.catch(() => this.#opened.delete(part));
    return opened;
  }

  async #open(part: Part): Promise<Session> {
    const [own, threads] = [this.files[part], this.threads];
    if (!own) return openSession({ graph: this.graphs[part] }, { threads });
    return inFloat32(await openSession({ file: own.file }, { threads }), own.graph);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const settled = await Promise.allSettled(this.#opened.values());
    this.#opened.clear();
    for (const result of settled) if (result.status === 'fulfilled') await result.value.close();
  }
}
