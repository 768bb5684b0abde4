/**
 * Runs jobs one at a time and keeps the model of the last one open, because units come grouped by checkpoint.
 * This is what a worker process holds; the in-process pool uses the same class.
 */
import type { Dataset } from '@palimpsest/datasets';
import type { VisionLanguageModel } from '@palimpsest/models';
import type { Finding } from '@palimpsest/contracts';
import type { UnitPorts } from '../ports/ports.js';
import type { UnitJob, UnitProgress } from '../ports/work.js';
import { AuditInputError } from './errors.js';
import { runUnit } from './run-unit.js';
import { openUnitSession } from './unit-session.js';

export class UnitRunner {
  #model: VisionLanguageModel | null = null;
  #dataset: Dataset | null = null;

  constructor(private readonly ports: UnitPorts) {}

  /** @throws AuditInputError when a checkpoint or data set is no longer what the audit recorded */
  async run(
    job: UnitJob,
    hooks: { readonly signal: AbortSignal; progress(event: UnitProgress): void },
  ): Promise<readonly Finding[]> {
    const { key, title } = job.unit;
    hooks.progress({ type: 'unit-started', unit: key, title });
    const dataset = await this.#openDataset(job);
    const model = await this.#openModel(job);
    const session = openUnitSession(job, this.ports, model, dataset, {
      signal: hooks.signal,
      progress: (step, message) => {
        hooks.progress({ type: 'unit-progress', unit: key, title, step, total: 1, message });
      },
    });
    try {
      return await runUnit(session);
    } finally {
      await session.defenses.close();
    }
  }

  async close(): Promise<void> {
    await this.#model?.close();
    this.#model = null;
  }

  async #openModel({ unit }: UnitJob): Promise<VisionLanguageModel> {
    const { name, digest } = unit.checkpoint;
    if (this.#model?.identity.digest === digest) return this.#model;
    await this.close();
    const model = await this.ports.models.open(name);
    if (model.identity.digest !== digest) {
      await model.close();
      throw changed(`Checkpoint ${name}`, digest, model.identity.digest);
    }
    this.#model = model;
    return model;
  }

  async #openDataset({ record }: UnitJob): Promise<Dataset> {
    if (this.#dataset?.digest === record.dataset.digest) return this.#dataset;
    const dataset = await this.ports.datasets.open(record.dataset.id);
    if (dataset.digest !== record.dataset.digest)
      throw changed(`Data set ${record.dataset.id}`, record.dataset.digest, dataset.digest);
    this.#dataset = dataset;
    return dataset;
  }
}

function changed(what: string, expected: string, found: string): AuditInputError {
  return new AuditInputError(
    what,
    `its digest is ${found.slice(0, 12)}…, the audit recorded ${expected.slice(0, 12)}…`,
    'Start a new audit for the new content.',
  );
}
